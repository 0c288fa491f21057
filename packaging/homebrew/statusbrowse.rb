class Statusbrowse < Formula
  desc "Terminal browser for HTTP status codes"
  homepage "@HOMEPAGE@"
  url "@URL@"
  sha256 "@SHA256@"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on "cjson"
  depends_on "ncurses"

  def install
    system "./configure", "--disable-silent-rules", *std_configure_args
    system "make", "install"
  end

  test do
    assert_match "Not Found", shell_output("#{bin}/statusbrowse --print 404")
    assert_match "504", pipe_output("#{bin}/statusbrowse --list -", "HTTP/1.1 504 Gateway Timeout\n")
  end
end

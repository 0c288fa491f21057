# nix-build FOLDER
{ pkgs ? import <nixpkgs> { } }:

pkgs.stdenv.mkDerivation {
  pname = "statusbrowse";
  version = "@VERSION@";

  src = pkgs.fetchurl {
    url = "@URL@";
    sha256 = "@SHA256@";
  };

  nativeBuildInputs = [ pkgs.pkg-config ];
  buildInputs = [ pkgs.cjson pkgs.ncurses ];
  nativeCheckInputs = [ pkgs.libvterm-neovim pkgs.mandoc ];
  doCheck = true;
  enableParallelBuilding = true;

  meta = {
    description = "Terminal browser for HTTP status codes";
    homepage = "@HOMEPAGE@";
    license = pkgs.lib.licenses.mit;
    mainProgram = "statusbrowse";
    platforms = pkgs.lib.platforms.unix;
  };
}

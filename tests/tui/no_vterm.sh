#!/bin/sh
# Stands for the terminal tests where libvterm is not installed.
echo "the terminal tests need libvterm"
exit 77

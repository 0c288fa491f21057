# Turns `od -v -A n -t u1 FILE` into a C file that defines the bytes of builtin.h.
BEGIN {
    print "/* Generated from the registry; see embed.awk. */"
    print "#include \"builtin.h\""
    print "const unsigned char builtin_registry[] = {"
}
{
    line = ""
    for (i = 1; i <= NF; i++)
        line = line $i ","
    print line
    count += NF
}
END {
    print "0};"
    printf "const size_t builtin_registry_len = %d;\n", count
}

# The codec unicode_escape, which ast.unparse uses for what is not printable.
import ast
import warnings

for text in ["", "plain", "\\\n\r\t\0\x1f\x7f'\"", "\xe9\u1234\U0001f600\u200b", "\ud800"]:
    data = text.encode("unicode_escape")
    print(data, data.decode("unicode_escape") == text)

for data in [b"\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"", b"a\\\nb", b"\\x41\\u0042\\U00000043", b"\\101\\0\\18\\777", b"\xe9\\xe9", b"\\d\\(\\d"]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        print(ascii(data.decode("unicode_escape")), [(w.category.__name__, str(w.message)) for w in caught])

for data in [b"ab\\", b"\\x4", b"\\x4g", b"\\u12", b"\\U0011000", b"\\U00110000", b"x\\xzy"]:
    for errors in ["strict", "replace", "ignore"]:
        try:
            print(data, errors, ascii(data.decode("unicode_escape", errors)))
        except UnicodeDecodeError as error:
            print(data, error)

print(ast.unparse(ast.parse("x = '\\u200b\\x00', f'\\u200b{y}\\n'")))
print(ascii(ast.unparse(ast.parse("'''a\\n\\u200b\\ud800'''"))))

# unicodedata: categories, combining classes, normal forms, values of digits.
import unicodedata
from unicodedata import category, combining, decimal, digit, is_normalized, mirrored, name, normalize

print([category(c) for c in 'aA1 _-(\u0301\u00e9\u4e2d\u20ac+^\u2028\x00\ue000\U0001f600\u01c5\u02b0\u0903\u20dd\u00bd\u2160\u00ab\u00bb'])
print([combining(c) for c in 'a\u0301\u0323\u0334\u093c\u3099\u094d\u05b0\u0345\u0f71\u0f73\u0344\u302a\u0e38'], [mirrored(c) for c in '(a<'])
texts = ['\u00e9', 'e\u0301', '\u1e9b\u0323', '\ufb01 \u2460 \u00bd', '\uac01\u1100\u1161\u11a8', 'q\u0307\u0323', '\u212b\u03a9\u2126', 'a\u0315\u0300\u05ae\u0062', '\U0001d15e', '\u0958', '\uff21\uff71', 'plain']
for t in texts:
    print(ascii(t), [ascii(normalize(f, t)) for f in ('NFC', 'NFD', 'NFKC', 'NFKD')], [is_normalized(f, t) for f in ('NFC', 'NFD')])
print([decimal(c, None) for c in '7\u0667a\u00b2'], [digit(c, None) for c in '7\u00b2\u2460\u2474\u2488a'], name('\uac01'), name('\u4e2d'), name('\x00', 'none'))
for f in (lambda: normalize('NFX', 'a'), lambda: category('ab'), lambda: decimal('x'), lambda: digit('x'), lambda: name('\x01'), lambda: category(5)):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
count = 0
for i in range(0x300, 0x1300):
    c = chr(i)
    count += len(normalize('NFD', c)) + combining(c) + (normalize('NFC', normalize('NFD', c)) == c)
print(count)

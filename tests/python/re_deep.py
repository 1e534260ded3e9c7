# The engine does not recurse: long texts and deep patterns need no stack; backtracking is undone exactly.
import re

n = 20000
print(re.match('(a|b)*c', 'ab' * n), re.match('(a|b)*', 'ab' * n).span(), re.match('(?:a|b)*?c', 'ab' * n + 'c').end())
print(re.match('(?:(a)|(b))*$', 'ab' * n).regs, re.match('(?:x?y?)*', 'xy' * n).end(), re.match('(a(b)?)+$', 'aab' * 5000).span(1))
print(re.fullmatch('(?:ab|cd)*+', 'abcd' * 5000).end(), re.match('(?:(?=ab)a|b)*', 'ab' * 5000).end(), re.match('(?>(a|b)+)', 'ab' * 5000).span(1))
print(re.search('(.*)(.*)(.*)x', 'y' * 60), len(re.findall('a*?b', 'aab' * 10000)), re.match('.*?(\\d+)$', 'x' * n + '77').group(1))
print(re.match('(' * 60 + 'a' + ')' * 60, 'a').lastindex, re.match('(?:' * 60 + 'a' + ')*' * 60, 'aaa').end())
print(re.match('(a+)+$', 'a' * 14 + 'b'), re.match('(a|aa)+$', 'a' * 16 + 'b'), re.match('(x+x+)+y', 'x' * 12))
print(len(re.sub('(a)(b)?', r'\2\1', 'aba' * 5000)), len(re.split('(,)', 'a,' * 5000)))


def deep(k):
    return re.sub('x', lambda m: deep(k - 1) if k else 'end', 'x')


print(deep(60))

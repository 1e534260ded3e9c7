# Asks CPython's unicodedata (in Pyodide, the build's Python) for everything that it knows and packs it, for src/interp/unicodenames.ts and
# unicodeproperties.ts, which draw the two forms. pack() answers the two parts as bytes.
import ctypes
import struct
import unicodedata
from unicodedata import ucd_3_2_0

CATEGORIES = "Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co".split()
BIDIRECTIONAL = " L LRE LRO R AL RLE RLO PDF EN ES ET AN CS NSM BN B S WS ON LRI RLI FSI PDI".split(" ")
WIDTHS = "F H W Na A N".split()


def words(numbers):
    numbers = list(numbers)
    return struct.pack(f"<{len(numbers)}I", *numbers)


def characters():
    # what lies between is alike: unassigned, or private
    for start, end in (0, 0x40000), (0x40000, 0x40001), (0x4FFFE, 0x50000), (0xE0000, 0xE1000), (0xEFFFE, 0xF0001), (0xFFFFE, 0x100001), (0x10FFFE, 0x110000):
        yield from range(start, end)


def record(database, char):
    return (
        CATEGORIES.index(database.category(char))
        | BIDIRECTIONAL.index(database.bidirectional(char)) << 5
        | database.combining(char) << 10
        | database.mirrored(char) << 18
        | WIDTHS.index(database.east_asian_width(char)) << 19
        | (database.decimal(char, None) is not None) << 22
        | (database.digit(char, None) is not None) << 23
    )


def pack_properties():
    starts, values, records = [], [], {}
    numerics, decompositions = [], []
    last = None
    for code in characters():
        char = chr(code)
        both = record(unicodedata, char), record(ucd_3_2_0, char)
        index = records.setdefault(both, len(records))
        if index != last:
            starts.append(code)
            values.append(index)
            last = index
        number = unicodedata.numeric(char, None)
        if number is not None:
            numerics.append((code, number))
        text = "" if 0xAC00 <= code < 0xD7A4 else unicodedata.decomposition(char)
        if text:
            decompositions.append((code, text))
    offsets, text = [0], ""
    for _, decomposition in decompositions:
        text += decomposition
        offsets.append(len(text))
    return (
        words([len(starts), len(records), len(numerics), len(decompositions)])
        + words(starts)
        + words(values)
        + words(half for both in records for half in both)
        + words(code for code, _ in numerics)
        + words(half for _, number in numerics for half in struct.unpack("<2I", struct.pack("<d", number)))
        + words(code for code, _ in decompositions)
        + words(offsets)
        + text.encode()
    )


def aliases():
    """Names that name() does not give: aliases and named sequences stand in a private area of CPython's own table."""
    get = ctypes.pythonapi.PyCapsule_GetPointer
    get.restype, get.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    table = ctypes.cast(get(unicodedata._ucnhash_CAPI, b"unicodedata._ucnhash_CAPI"), ctypes.POINTER(ctypes.c_void_p))
    name_of = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int, ctypes.c_int)(table[0])
    buffer = ctypes.create_string_buffer(512)
    for code in range(0xF0000, 0xF1000):
        if name_of(code, buffer, 512, 1):
            yield buffer.value.decode()


def pack_names():
    entries = []
    for code in characters():
        name = unicodedata.name(chr(code), None)
        # these are computed
        if name is not None and not name.startswith(("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")):
            entries.append((name.encode(), code))
    sequences = []
    for name in aliases():
        meant = unicodedata.lookup(name)
        if len(meant) == 1:
            entries.append((name.encode(), ord(meant) | 1 << 24))
        else:
            entries.append((name.encode(), len(sequences) | 2 << 24))
            sequences += [len(meant), *map(ord, meant)]
    entries.sort()
    offsets = [0]
    for name, _ in entries:
        offsets.append(offsets[-1] + len(name))
    by_code = sorted((code, index) for index, (_, code) in enumerate(entries) if code < 1 << 24)
    return (
        words([len(entries), len(by_code), len(sequences)])
        + words(offsets)
        + words(code for _, code in entries)
        + words(index for _, index in by_code)
        + words(sequences)
        + b"".join(name for name, _ in entries)
    )


def pack():
    return pack_names(), pack_properties()

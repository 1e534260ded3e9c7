# gzip, zipfile, zipimport, tarfile and shutil's archives, on files in a folder of their own: what needs zlib, and imports from zip files.
import gzip
import importlib
import io
import os
import pkgutil
import runpy
import shutil
import sys
import tarfile
import tempfile
import zipfile
import zipimport

folder = tempfile.mkdtemp()


def inside(name):
    return os.path.join(folder, name)


def shown(error):
    return f"{type(error).__name__}: {error}".replace(folder, "FOLDER")


text = b"".join(b"line %d of a text that repeats itself\n" % (i % 7) for i in range(60))

# --- gzip
packed = gzip.compress(text, mtime=0)
print(len(packed), packed[:10].hex(), gzip.decompress(packed) == text)
print(gzip.decompress(packed + gzip.compress(b"a second member", 1, mtime=1)) == text + b"a second member")
with gzip.open(inside("text.gz"), "wt", encoding="ascii", compresslevel=9) as file:
    file.write("first\nsecond\n")
    file.write("third")
with gzip.open(inside("text.gz"), "rt") as file:
    print(file.readline(), [line for line in file])
with gzip.open(inside("text.gz"), "ab") as file:
    file.write(b" and what was added")
with gzip.GzipFile(inside("text.gz")) as file:
    print(file.read(8), file.tell(), file.seek(1), file.readlines(), file.name.replace(folder, "FOLDER"))
for bad in (b"not a gzip file", packed[:-9], packed[:-8] + bytes(8), packed[:12], packed + b"behind"):
    try:
        print(len(gzip.decompress(bad)))
    except (OSError, EOFError, ValueError) as error:
        print(shown(error))
buffer = io.BytesIO()
with gzip.GzipFile(filename="named", mode="wb", fileobj=buffer, mtime=12) as file:
    file.write(text[:100])
print(buffer.getvalue()[:16], gzip.GzipFile(fileobj=io.BytesIO(buffer.getvalue())).read() == text[:100])

# --- zipfile
with zipfile.ZipFile(inside("files.zip"), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
    archive.writestr(zipfile.ZipInfo("text.txt", (2020, 1, 2, 3, 4, 6)), text, zipfile.ZIP_DEFLATED)
    archive.writestr("stored.bin", bytes(range(50)), zipfile.ZIP_STORED)
    archive.writestr("folder/nested.txt", "nested")
    with archive.open("piecewise", "w") as entry:
        for start in range(0, len(text), 100):
            entry.write(text[start : start + 100])
    archive.comment = b"all of it"
with zipfile.ZipFile(inside("files.zip")) as archive:
    print(archive.testzip(), archive.comment)
    for info in archive.infolist():
        print(info.filename, info.file_size, info.compress_size, info.compress_type, info.CRC)
    print(archive.read("text.txt") == text, archive.read("piecewise") == text, archive.read("folder/nested.txt"))
    with archive.open("text.txt") as entry:
        print(entry.readline(), entry.read(10), entry.seek(200), entry.read(7), entry.tell())
    archive.extractall(inside("unpacked"))
    print(zipfile.Path(archive, "folder/").joinpath("nested.txt").read_text(), repr(archive.getinfo("stored.bin"))[:60])
    try:
        archive.read("missing")
    except KeyError as error:
        print(error)
print(sorted(os.listdir(inside("unpacked"))), zipfile.is_zipfile(inside("files.zip")), zipfile.is_zipfile(inside("text.gz")))
with open(inside("files.zip"), "rb") as file:
    raw = bytearray(file.read())
raw[60] ^= 255
try:
    zipfile.ZipFile(io.BytesIO(raw)).read("text.txt")
except Exception as error:
    print(shown(error))

# --- imports from zip files
with zipfile.ZipFile(inside("code.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("zipped_module.py", "answer = 6 * 7\ndef double(x):\n    return 2 * x\n")
    archive.writestr("zipped_package/__init__.py", "from .part import name\n")
    archive.writestr("zipped_package/part.py", "name = __name__\n")
    archive.writestr("zipped_package/data.txt", "data of a package")
    archive.writestr("zipped_space/inner.py", "place = __file__\n")
    archive.writestr("zipped_broken.py", "def broken(:\n")
    archive.writestr("zipped_failing.py", "1 / 0\n")
    archive.writestr("sub/folder/deeper_module.py", "deep = True\n")
    archive.writestr("__main__.py", "result = [__name__, 'ran']\n")
os.mkdir(inside("zipped_space"))
with open(inside("zipped_space") + "/outer.py", "w") as file:
    file.write("place = __file__\n")
with open(inside("no_archive.zip"), "w") as file:
    file.write("only text")
sys.path[:0] = [inside("no_archive.zip"), inside("missing.zip"), inside("code.zip"), folder]
import zipped_module
import zipped_package
import zipped_space.inner
import zipped_space.outer

print(zipped_module.answer, zipped_module.double(4), zipped_module.__file__.replace(folder, "FOLDER"))
print(zipped_module.__loader__.__class__, zipped_module.__spec__.loader is zipped_module.__loader__)
print(zipped_package.name, [path.replace(folder, "FOLDER") for path in zipped_package.__path__])
print(zipped_space.inner.place.replace(folder, "FOLDER"), zipped_space.outer.place.replace(folder, "FOLDER"))
print(pkgutil.get_data("zipped_package", "data.txt"))
for name in ("zipped_broken", "zipped_failing", "zipped_missing", "zipped_package.missing"):
    try:
        importlib.import_module(name)
    except Exception as error:
        print(shown(error), name in sys.modules)
sys.path.insert(0, inside("code.zip/sub/folder"))
import deeper_module

print(deeper_module.deep, deeper_module.__file__.replace(folder, "FOLDER"))
importer = zipimport.zipimporter(inside("code.zip"))
print(importer.is_package("zipped_package"), importer.get_source("zipped_module"), importer.find_spec("nothing"))
print(importer.get_data(inside("code.zip") + "/zipped_package/data.txt"), sys.path_hooks[0])
for path in ("no_archive.zip", "missing.zip"):
    try:
        zipimport.zipimporter(inside(path))
    except ImportError as error:
        print(shown(error))
print(sorted(module.name for module in pkgutil.iter_modules([inside("code.zip")])))
print(runpy.run_path(inside("code.zip"))["result"])

# --- tarfile
with tarfile.open(inside("files.tar.gz"), "w:gz") as archive:
    entry = tarfile.TarInfo("text.txt")
    entry.size = len(text)
    archive.addfile(entry, io.BytesIO(text))
    archive.add(inside("unpacked/folder"), "folder")
with tarfile.open(inside("files.tar.gz")) as archive:
    print(archive.getnames(), archive.extractfile("text.txt").read() == text)
with open(inside("files.tar.gz"), "rb") as file, tarfile.open(fileobj=file, mode="r|*") as archive:
    print([(entry.name, entry.size, entry.isdir()) for entry in archive])
try:
    tarfile.open(inside("no_archive.zip"))
except tarfile.ReadError as error:
    print(str(error).splitlines()[0])

# --- shutil
for kind in ("zip", "tar", "gztar"):
    made = shutil.make_archive(inside("made"), kind, inside("unpacked"))
    shutil.unpack_archive(made, inside("again_" + kind))
    print(os.path.basename(made), sorted(os.listdir(inside("again_" + kind))))
shutil.rmtree(folder)

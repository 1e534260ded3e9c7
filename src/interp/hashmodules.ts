// The modules _md5, _sha1, _sha2, _sha3 and _blake2, of which hashlib is made.

import { arrayCopy, type int, intDiv, intMod, newArray, U8Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { builtinFunction, def, defStatic, getter, type W_Builtin } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import { raise0, raise1, raise2, raiseInts, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { type Digest, newMd5, newSha1, newSha224, newSha256 } from "./hashes.ts";
import { newBlake2, newSha3, newSha384, newSha512 } from "./hashes64.ts";
import { newInt, W_Int } from "./int.ts";
import { digitChar } from "./long.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { indexObject, toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export class W_Hash extends W_Object {
  readonly type: W_Type;
  readonly name: W_Str;
  readonly digest: Digest;
  constructor(type: W_Type, name: W_Str, digest: Digest) {
    super();
    this.type = type;
    this.name = name;
    this.digest = digest;
  }
  override getType(): W_Type {
    return this.type;
  }
}
function bytesOf(object: W_Object): U8Array {
  const bytes = bytesLike(object);
  if (bytes !== null) return bytes;
  if (object.unwrap() instanceof W_Str) throw raise0(w_TypeError, "Strings must be encoded before hashing");
  throw raise0(w_TypeError, "object supporting the buffer API required");
}
/** A hash object with the data of its constructor. */
function started(type: W_Type, name: W_Str, digest: Digest, data: W_Object | null, string: W_Object | null): W_Object {
  if (data !== null && string !== null && string !== w_None)
    throw raise0(
      w_TypeError,
      "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.",
    );
  const source = data !== null ? data : string;
  if (source !== null && source !== w_None) digest.update(bytesOf(source));
  return new W_Hash(type, name, digest);
}
function hash_update(self: W_Object, data: W_Object): W_Object {
  (self as W_Hash).digest.update(bytesOf(data));
  return w_None;
}
function hash_digest(self: W_Object): W_Object {
  const digest = (self as W_Hash).digest.copy();
  return new W_Bytes(digest.finish(digest.digestSize));
}
function hexText(bytes: U8Array): W_Object {
  const text = new StrBuilder();
  for (let i = 0; i < bytes.length; i++) {
    text.addChar(digitChar(intDiv(bytes[i]!, 16)));
    text.addChar(digitChar(intMod(bytes[i]!, 16)));
  }
  return text.build();
}
function hash_hexdigest(self: W_Object): W_Object {
  const digest = (self as W_Hash).digest.copy();
  return hexText(digest.finish(digest.digestSize));
}
function lengthOf(object: W_Object): int {
  const length = toInt(object);
  if (length < 0) throw raise0(w_ValueError, "value must be positive");
  if (length >= 536870912) throw raise0(w_OverflowError, "length is too large");
  return length;
}
function shake_digest(self: W_Object, length: W_Object): W_Object {
  return new W_Bytes((self as W_Hash).digest.copy().finish(lengthOf(length)));
}
function shake_hexdigest(self: W_Object, length: W_Object): W_Object {
  return hexText((self as W_Hash).digest.copy().finish(lengthOf(length)));
}
function hash_copy(self: W_Object): W_Object {
  const hash = self as W_Hash;
  return new W_Hash(hash.type, hash.name, hash.digest.copy());
}
function hash_name(self: W_Object): W_Object {
  return (self as W_Hash).name;
}
function hash_digest_size(self: W_Object): W_Object {
  return newInt((self as W_Hash).digest.digestSize);
}
function hash_block_size(self: W_Object): W_Object {
  return newInt((self as W_Hash).digest.blockSize);
}

function hashType(name: string, isShake: boolean): W_Type {
  const type = builtinType(name);
  type.isBaseType = false;
  def(type, "update(self, data, /)", hash_update);
  if (isShake) {
    def(type, "digest(self, /, length)", shake_digest);
    def(type, "hexdigest(self, /, length)", shake_hexdigest);
  } else {
    def(type, "digest(self, /)", hash_digest);
    def(type, "hexdigest(self, /)", hash_hexdigest);
  }
  def(type, "copy(self, /)", hash_copy);
  getter(type, "name", hash_name);
  getter(type, "digest_size", hash_digest_size);
  getter(type, "block_size", hash_block_size);
  return type;
}
/** A constructor function of that name. */
function constructorOf(type: W_Type, name: string, make: () => Digest): W_Builtin {
  const text = intern(name);
  return builtinFunction(
    `${name}(data=b'', *, usedforsecurity=True, string=None)`,
    (data: W_Object | null, _security: W_Object | null, string: W_Object | null): W_Object =>
      started(type, text, make(), data, string),
  );
}
const w_md5 = hashType("_md5.md5", false);
const w_sha1 = hashType("_sha1.sha1", false);
const w_sha224 = hashType("_sha2.SHA224Type", false);
const w_sha256 = hashType("_sha2.SHA256Type", false);
const w_sha384 = hashType("_sha2.SHA384Type", false);
const w_sha512 = hashType("_sha2.SHA512Type", false);
defineModule("_md5", [constructorOf(w_md5, "md5", newMd5)], { MD5Type: w_md5 });
defineModule("_sha1", [constructorOf(w_sha1, "sha1", newSha1)], { SHA1Type: w_sha1 });
defineModule(
  "_sha2",
  [
    constructorOf(w_sha224, "sha224", newSha224),
    constructorOf(w_sha256, "sha256", newSha256),
    constructorOf(w_sha384, "sha384", newSha384),
    constructorOf(w_sha512, "sha512", newSha512),
  ],
  { SHA224Type: w_sha224, SHA256Type: w_sha256, SHA384Type: w_sha384, SHA512Type: w_sha512 },
);

// --- _sha3: its names are types

const sha3Types: Record<string, W_Object> = {};
function sha3Type(name: string, size: int, bits: int): void {
  const type = hashType(`_sha3.${name}`, size === 0);
  const text = intern(name);
  const make = (
    _type: W_Object,
    data: W_Object | null,
    _security: W_Object | null,
    string: W_Object | null,
  ): W_Object => started(type, text, newSha3(size, bits), data, string);
  defStatic(type, "__new__(cls, data=b'', *, usedforsecurity=True, string=None)", make);
  sha3Types[name] = type;
}
sha3Type("sha3_224", 28, 224);
sha3Type("sha3_256", 32, 256);
sha3Type("sha3_384", 48, 384);
sha3Type("sha3_512", 64, 512);
sha3Type("shake_128", 0, 128);
sha3Type("shake_256", 0, 256);
defineModule("_sha3", [], { ...sha3Types, implementation: intern("RTypeScript") });

// --- _blake2

const blakeNames: W_Str[] =
  "data digest_size key salt person fanout depth leaf_size node_offset node_depth inner_size last_node usedforsecurity string"
    .split(" ")
    .map((name) => intern(name));

/** Arguments by position (the first only) and name, null where not given. */
function blakeArguments(args: W_Object[], kwnames: W_Object[] | null, type: W_Type): (W_Object | null)[] {
  const given = newArray<W_Object | null>(blakeNames.length);
  const named = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - named - 1;
  if (positional > 1)
    throw raiseInts(w_TypeError, "%N() takes at most 1 positional argument (%d given)", type, positional, 0);
  if (positional === 1) given[0] = args[1]!;
  for (let k = 0; k < named; k++) {
    let at = -1;
    for (let i = 0; i < blakeNames.length; i++) if (blakeNames[i]!.equals(kwnames![k] as W_Str)) at = i;
    if (at < 0) throw raise2(w_TypeError, "%N() got an unexpected keyword argument '%S'", type, kwnames![k]!);
    if (given[at] !== null)
      throw raise2(w_TypeError, "argument for %N() given by name ('%S') and position (1)", type, kwnames![k]!);
    given[at] = args[positional + 1 + k]!;
  }
  return given;
}
function smallNumber(object: W_Object | null, standard: int, least: int, most: int, name: string): int {
  if (object === null) return standard;
  const value = indexObject(object);
  if (value instanceof W_Int && value.value >= least && value.value <= most) return value.value;
  throw raise1(w_ValueError, name, object);
}
function optionalBytes(object: W_Object | null): U8Array {
  return object === null ? new U8Array(0) : bytesOf(object);
}
function putNumber(block: U8Array, at: int, value: int, bytes: int): void {
  let rest = value;
  for (let i = 0; i < bytes; i++) {
    block[at + i] = rest % 256;
    rest = intDiv(rest, 256);
  }
}
function blake2_new(args: W_Object[], kwnames: W_Object[] | null, type: W_Type, name: W_Str, wide: boolean): W_Object {
  const given = blakeArguments(args, kwnames, type);
  const most = wide ? 64 : 32;
  const part = wide ? 16 : 8;
  const size = given[1] === null ? most : toInt(given[1]!);
  if (size <= 0 || size > most)
    throw raiseInts(
      w_ValueError,
      "digest_size for %S must be between 1 and %d bytes, here it is %d",
      wide ? blake2bText : blake2sText,
      most,
      size,
    );
  const key = optionalBytes(given[2]!);
  const salt = optionalBytes(given[3]!);
  const person = optionalBytes(given[4]!);
  if (salt.length > part) throw raiseInts(w_ValueError, "maximum salt length is %d bytes", null, part, 0);
  if (person.length > part) throw raiseInts(w_ValueError, "maximum person length is %d bytes", null, part, 0);
  if (key.length > most) throw raiseInts(w_ValueError, "maximum key length is %d bytes", null, most, 0);
  const block = new U8Array(wide ? 64 : 32);
  block[0] = size;
  block[1] = key.length;
  block[2] = smallNumber(given[5]!, 1, 0, 255, "fanout must be between 0 and 255");
  block[3] = smallNumber(given[6]!, 1, 1, 255, "depth must be between 1 and 255");
  putNumber(block, 4, smallNumber(given[7]!, 0, 0, 4294967295, "leaf_size is too large"), 4);
  const largest = wide ? 9007199254740991 : 281474976710655;
  putNumber(block, 8, smallNumber(given[8]!, 0, 0, largest, "node_offset is too large"), wide ? 8 : 6);
  const at = wide ? 16 : 14;
  block[at] = smallNumber(given[9]!, 0, 0, 255, "node_depth must be between 0 and 255");
  block[at + 1] = smallNumber(given[10]!, 0, 0, most, "inner_size must be between 0 and is_max");
  arrayCopy(salt, 0, block, wide ? 32 : 16, salt.length);
  arrayCopy(person, 0, block, wide ? 48 : 24, person.length);
  const digest = newBlake2(block, key, wide, given[11] !== null && given[11]!.isTrue());
  return started(type, name, digest, given[0]!, given[13]!);
}
const w_blake2b = hashType("_blake2.blake2b", false);
const w_blake2s = hashType("_blake2.blake2s", false);
const blake2bText = intern("Blake2b");
const blake2sText = intern("Blake2s");
const n_blake2b = intern("blake2b");
const n_blake2s = intern("blake2s");
function blake2b_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return blake2_new(args, kwnames, w_blake2b, n_blake2b, true);
}
function blake2s_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  return blake2_new(args, kwnames, w_blake2s, n_blake2s, false);
}
defStatic(w_blake2b, "__new__(cls, *args)", blake2b_new);
defStatic(w_blake2s, "__new__(cls, *args)", blake2s_new);
for (const [type, wide] of [
  [w_blake2b, true],
  [w_blake2s, false],
] as [W_Type, boolean][]) {
  type.dict.set(intern("SALT_SIZE"), newInt(wide ? 16 : 8));
  type.dict.set(intern("PERSON_SIZE"), newInt(wide ? 16 : 8));
  type.dict.set(intern("MAX_KEY_SIZE"), newInt(wide ? 64 : 32));
  type.dict.set(intern("MAX_DIGEST_SIZE"), newInt(wide ? 64 : 32));
}
defineModule("_blake2", [], {
  blake2b: w_blake2b,
  blake2s: w_blake2s,
  BLAKE2B_SALT_SIZE: newInt(16),
  BLAKE2S_SALT_SIZE: newInt(8),
});

// The module _socket. There is one kind of sockets: pairs within the program (sockets.ts), which event loops wake themselves with. Sockets to others, and
// questions about the network, are refused as a system without a network refuses them.

import { type float, type int, intDiv, newArray, U8Array } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { writableView } from "./buffers.ts";
import { builtinFunction, def, defStatic, getter } from "./builtin.ts";
import { W_Bytes } from "./bytes.ts";
import {
  type OperationError,
  raise0,
  raise1,
  raiseObject,
  w_NotImplementedError,
  w_OSError,
  w_TimeoutError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { newFloat } from "./float.ts";
import { newBool, newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import { W_Object } from "./object.ts";
import { toFloat, toInt } from "./operations.ts";
import { EAGAIN, EBADF, EINVAL, EPIPE, osError } from "./oserror.ts";
import { unameTexts } from "./posixmodule.ts";
import { w_None } from "./singletons.ts";
import { closeEndpoint, type Endpoint, endpointOf, newPair } from "./sockets.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { emptyStr, intern, StrBuilder, type W_Str } from "./text.ts";
import { newTuple2 } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_TYPE_MASK = 0xf;
const SOCK_NONBLOCK = 0x800;
const MSG_PEEK = 2;
const EAFNOSUPPORT = 97;
const EOPNOTSUPP = 95;

const w_socket = dataType("_socket.socket");

class W_Socket extends W_Object {
  end: Endpoint | null = null;
  family: int = AF_UNIX;
  kind: int = SOCK_STREAM;
  proto: int = 0;
  /** Seconds; -1: for ever, 0: not at all. */
  timeout: float = -1.0;
  override getType(): W_Type {
    return w_socket;
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("<socket object, fd=");
    text.addInt(this.end === null ? -1 : this.end.fd);
    text.add(", family=");
    text.addInt(this.family);
    text.add(", type=");
    text.addInt(this.kind);
    text.add(", proto=");
    text.addInt(this.proto);
    text.addChar(62);
    return text.build();
  }
  attach(end: Endpoint): void {
    this.end = end;
    this.family = end.family;
    this.kind = end.kind;
    this.proto = end.proto;
  }
}
function openEnd(self: W_Object): Endpoint {
  const end = (self as W_Socket).end;
  if (end === null) throw osError(EBADF, null, null);
  return end;
}
/** What a wait that nobody can end is answered with. */
function wouldWait(self: W_Object): OperationError {
  const timeout = (self as W_Socket).timeout;
  if (timeout === 0.0) return osError(EAGAIN, null, null);
  if (timeout > 0.0) return raise0(w_TimeoutError, "timed out");
  return raise0(
    w_NotImplementedError,
    "a blocking call of a socket whose other end is in the same thread would wait for ever",
  );
}

function socket_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return instanceWith(args[0]!, w_socket, new W_Socket());
}
function socket_init(
  self: W_Object,
  family: W_Object | null,
  type: W_Object | null,
  fileno: W_Object | null,
): W_Object {
  if (fileno === null || fileno === w_None) {
    if (family !== null) toInt(family);
    if (type !== null) toInt(type);
    throw osError(EAFNOSUPPORT, null, null);
  }
  const end = endpointOf(toInt(fileno));
  if (end === null) throw osError(EBADF, null, null);
  (self as W_Socket).attach(end);
  return w_None;
}
function socket_generalInit(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const given = newArray<W_Object | null>(4);
  const named = kwnames === null ? 0 : kwnames.length;
  const positional = args.length - named;
  if (positional > 5) throw raise0(w_TypeError, "socket() takes at most 4 arguments");
  for (let i = 1; i < positional; i++) given[i - 1] = args[i]!;
  for (let i = 0; i < named; i++) {
    let at = 0;
    while (at < parameterNames.length && parameterNames[at] !== kwnames![i]) at++;
    if (at === parameterNames.length)
      throw raise1(w_TypeError, "socket() got an unexpected keyword argument %R", kwnames![i]!);
    given[at] = args[positional + i]!;
  }
  return socket_init(args[0]!, given[0]!, given[1]!, given[3]!);
}
const parameterNames = ["family", "type", "proto", "fileno"].map(intern);

function socket_close(self: W_Object): W_Object {
  const socket = self as W_Socket;
  if (socket.end !== null) closeEndpoint(socket.end);
  socket.end = null;
  return w_None;
}
function socket_detach(self: W_Object): W_Object {
  const socket = self as W_Socket;
  const fd = socket.end === null ? -1 : socket.end.fd;
  socket.end = null;
  return newInt(fd);
}
function socket_fileno(self: W_Object): W_Object {
  const end = (self as W_Socket).end;
  return newInt(end === null ? -1 : end.fd);
}
function socket_setblocking(self: W_Object, flag: W_Object): W_Object {
  (self as W_Socket).timeout = flag.isTrue() ? -1.0 : 0.0;
  return w_None;
}
function socket_getblocking(self: W_Object): W_Object {
  return newBool((self as W_Socket).timeout !== 0.0);
}
function socket_settimeout(self: W_Object, value: W_Object): W_Object {
  const timeout = value === w_None ? -1.0 : toFloat(value);
  if (value !== w_None && timeout < 0.0) throw raise0(w_ValueError, "Timeout value out of range");
  (self as W_Socket).timeout = timeout;
  return w_None;
}
function timeoutObject(timeout: float): W_Object {
  return timeout < 0.0 ? w_None : newFloat(timeout);
}
function socket_gettimeout(self: W_Object): W_Object {
  return timeoutObject((self as W_Socket).timeout);
}
function receive(self: W_Object, into: U8Array, at: int, count: int, flags: W_Object | null): int {
  const end = openEnd(self);
  if (!end.isReadable()) throw wouldWait(self);
  return end.take(into, at, count, flags !== null && toInt(flags) % (2 * MSG_PEEK) >= MSG_PEEK);
}
function socket_recv(self: W_Object, size: W_Object, flags: W_Object | null): W_Object {
  const count = toInt(size);
  if (count < 0) throw raise0(w_ValueError, "negative buffersize in recv");
  const end = openEnd(self);
  const room = end.available() < count ? end.available() : count;
  const bytes = new U8Array(room);
  receive(self, bytes, 0, room, flags);
  return new W_Bytes(bytes);
}
function socket_recv_into(self: W_Object, buffer: W_Object, size: W_Object | null, flags: W_Object | null): W_Object {
  const view = writableView(buffer);
  const wanted = size === null ? 0 : toInt(size);
  if (wanted < 0) throw raise0(w_ValueError, "negative buffersize in recv_into");
  if (wanted > view.count) throw raise0(w_ValueError, "buffer too small for requested bytes");
  return newInt(receive(self, view.items, view.from, wanted === 0 ? view.count : wanted, flags));
}
/** How many bytes were sent, from `at` on. */
function sendFrom(self: W_Object, bytes: U8Array, at: int): int {
  const end = openEnd(self);
  const peer = end.peer;
  if (end.finished || peer === null) throw osError(EPIPE, null, null);
  const count = peer.put(bytes, at, bytes.length - at);
  if (count === 0 && at < bytes.length) throw wouldWait(self);
  return count;
}
function dataOf(data: W_Object): U8Array {
  const bytes = bytesLike(data);
  if (bytes === null) throw raise1(w_TypeError, "a bytes-like object is required, not '%T'", data);
  return bytes;
}
function socket_send(self: W_Object, data: W_Object, _flags: W_Object | null): W_Object {
  return newInt(sendFrom(self, dataOf(data), 0));
}
function socket_sendall(self: W_Object, data: W_Object, _flags: W_Object | null): W_Object {
  const bytes = dataOf(data);
  let sent = 0;
  while (sent < bytes.length) sent = sent + sendFrom(self, bytes, sent);
  return w_None;
}
function socket_shutdown(self: W_Object, how: W_Object): W_Object {
  const value = toInt(how);
  if (value < 0 || value > 2) throw osError(EINVAL, null, null);
  openEnd(self).shutDown(value !== 1, value !== 0);
  return w_None;
}
function socket_unnamed(self: W_Object): W_Object {
  openEnd(self);
  return emptyStr;
}
function socket_refused(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw osError(EOPNOTSUPP, null, null);
}
function socket_family(self: W_Object): W_Object {
  return newInt((self as W_Socket).family);
}
function socket_type(self: W_Object): W_Object {
  return newInt((self as W_Socket).kind);
}
function socket_proto(self: W_Object): W_Object {
  return newInt((self as W_Socket).proto);
}
defStatic(w_socket, "__new__(cls, *args, **kwargs)", socket_new);
def(w_socket, "__init__(self, *args, **kwargs)", socket_generalInit);
def(w_socket, "close(self, /)", socket_close);
def(w_socket, "detach(self, /)", socket_detach);
def(w_socket, "fileno(self, /)", socket_fileno);
def(w_socket, "setblocking(self, flag, /)", socket_setblocking);
def(w_socket, "getblocking(self, /)", socket_getblocking);
def(w_socket, "settimeout(self, timeout, /)", socket_settimeout);
def(w_socket, "gettimeout(self, /)", socket_gettimeout);
def(w_socket, "recv(self, bufsize, flags=0, /)", socket_recv);
def(w_socket, "recv_into(self, buffer, nbytes=0, flags=0)", socket_recv_into);
def(w_socket, "send(self, data, flags=0, /)", socket_send);
def(w_socket, "sendall(self, data, flags=0, /)", socket_sendall);
def(w_socket, "shutdown(self, how, /)", socket_shutdown);
def(w_socket, "getsockname(self, /)", socket_unnamed);
def(w_socket, "getpeername(self, /)", socket_unnamed);
for (const name of "_accept bind connect connect_ex getsockopt listen recvfrom recvfrom_into sendto setsockopt".split(
  " ",
))
  def(w_socket, `${name}(self, *args)`, socket_refused);
getter(w_socket, "family", socket_family);
getter(w_socket, "type", socket_type);
getter(w_socket, "proto", socket_proto);
getter(w_socket, "timeout", socket_gettimeout);

// --- functions

class Defaults {
  timeout: float = -1.0;
}
const defaults = new Defaults();
function newSocket(end: Endpoint, nonBlocking: boolean): W_Object {
  const socket = new W_Socket();
  socket.attach(end);
  socket.timeout = nonBlocking ? 0.0 : defaults.timeout;
  return socket;
}
function socketpair(family: W_Object | null, type: W_Object | null, proto: W_Object | null): W_Object {
  if (family !== null && family !== w_None && toInt(family) !== AF_UNIX) throw osError(EOPNOTSUPP, null, null);
  const kind = type === null ? SOCK_STREAM : toInt(type);
  if (kind % (SOCK_TYPE_MASK + 1) !== SOCK_STREAM) throw osError(EOPNOTSUPP, null, null);
  const one = newPair(AF_UNIX, SOCK_STREAM, proto === null ? 0 : toInt(proto));
  const nonBlocking = kind >= SOCK_NONBLOCK;
  return newTuple2(newSocket(one, nonBlocking), newSocket(one.peer!, nonBlocking));
}
function socket_closeFd(fd: W_Object): W_Object {
  const end = endpointOf(toInt(fd));
  if (end === null) throw osError(EBADF, null, null);
  closeEndpoint(end);
  return w_None;
}
function gethostname(): W_Object {
  return unameTexts()[1]!;
}
function getdefaulttimeout(): W_Object {
  return timeoutObject(defaults.timeout);
}
function setdefaulttimeout(value: W_Object): W_Object {
  const timeout = value === w_None ? -1.0 : toFloat(value);
  if (value !== w_None && timeout < 0.0) throw raise0(w_ValueError, "Timeout value out of range");
  defaults.timeout = timeout;
  return w_None;
}
const w_gaierror = builtinType("socket.gaierror", w_OSError);
const w_herror = builtinType("socket.herror", w_OSError);
const EAI_FAIL = -4;
const failure = intern("Non-recoverable failure in name resolution");
/** Names of hosts and services cannot be asked for. */
function unresolved(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raiseObject(w_gaierror.call2(newInt(EAI_FAIL), failure));
}
/** The order of bytes in the network is big-endian, this machine's little-endian. */
function swapped16(value: W_Object): W_Object {
  const x = toInt(value);
  if (x < 0 || x > 0xffff)
    throw raise0(w_ValueError, "htons: Python int too large to convert to C 16-bit unsigned integer");
  return newInt((x % 256) * 256 + intDiv(x, 256));
}

const constants: Record<string, number> = {
  AF_UNSPEC: 0,
  AF_UNIX,
  AF_INET: 2,
  AF_INET6: 10,
  SOCK_STREAM,
  SOCK_DGRAM: 2,
  SOCK_RAW: 3,
  SOCK_RDM: 4,
  SOCK_SEQPACKET: 5,
  SOCK_NONBLOCK,
  SOCK_CLOEXEC: 0x80000,
  SOL_SOCKET: 1,
  SOL_TCP: 6,
  SOL_UDP: 17,
  SOL_IP: 0,
  SOMAXCONN: 4096,
  SO_REUSEADDR: 2,
  SO_TYPE: 3,
  SO_ERROR: 4,
  SO_DONTROUTE: 5,
  SO_BROADCAST: 6,
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  SO_KEEPALIVE: 9,
  SO_LINGER: 13,
  SO_REUSEPORT: 15,
  IPPROTO_IP: 0,
  IPPROTO_ICMP: 1,
  IPPROTO_TCP: 6,
  IPPROTO_UDP: 17,
  IPPROTO_IPV6: 41,
  IPV6_V6ONLY: 26,
  TCP_NODELAY: 1,
  MSG_OOB: 1,
  MSG_PEEK,
  MSG_DONTWAIT: 0x40,
  MSG_WAITALL: 0x100,
  MSG_NOSIGNAL: 0x4000,
  SHUT_RD: 0,
  SHUT_WR: 1,
  SHUT_RDWR: 2,
  AI_PASSIVE: 1,
  AI_CANONNAME: 2,
  AI_NUMERICHOST: 4,
  AI_ADDRCONFIG: 0x20,
  AI_NUMERICSERV: 0x400,
  NI_NUMERICHOST: 1,
  NI_NUMERICSERV: 2,
  NI_NOFQDN: 4,
  NI_NAMEREQD: 8,
  NI_DGRAM: 16,
  EAI_AGAIN: -3,
  EAI_BADFLAGS: -1,
  EAI_FAIL,
  EAI_FAMILY: -6,
  EAI_MEMORY: -10,
  EAI_NONAME: -2,
  EAI_SERVICE: -8,
  EAI_SOCKTYPE: -7,
  EAI_SYSTEM: -11,
  INADDR_ANY: 0,
  INADDR_BROADCAST: 0xffffffff,
  INADDR_LOOPBACK: 0x7f000001,
};
const values: Record<string, W_Object> = {
  socket: w_socket,
  SocketType: w_socket,
  error: w_OSError,
  timeout: w_TimeoutError,
  gaierror: w_gaierror,
  herror: w_herror,
  has_ipv6: newBool(false),
};
for (const [name, value] of Object.entries(constants)) values[name] = newInt(value);
defineModule(
  "_socket",
  [
    builtinFunction("socketpair(family=None, type=1, proto=0, /)", socketpair),
    builtinFunction("close(fd, /)", socket_closeFd),
    builtinFunction("gethostname()", gethostname),
    builtinFunction("getdefaulttimeout()", getdefaulttimeout),
    builtinFunction("setdefaulttimeout(timeout, /)", setdefaulttimeout),
    builtinFunction("htons(integer, /)", swapped16),
    builtinFunction("ntohs(integer, /)", swapped16),
    ..."getaddrinfo gethostbyname gethostbyname_ex gethostbyaddr getnameinfo getservbyname getservbyport getprotobyname"
      .split(" ")
      .map((name) => builtinFunction(`${name}(*args, **kwargs)`, unresolved)),
  ],
  values,
);

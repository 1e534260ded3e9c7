/* C functions that VM code calls directly, by name. Adding one is one row in the table. */
#include "shim.h"

#include <math.h>
#include <string.h>
#include <time.h>

static int64_t nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
static int64_t clock_monotonic_ns(void) { return nanoseconds(CLOCK_MONOTONIC); }
static int64_t clock_realtime_ns(void) { return nanoseconds(CLOCK_REALTIME); }
static int64_t clock_process_ns(void) { return nanoseconds(CLOCK_PROCESS_CPUTIME_ID); }
static int64_t clock_thread_ns(void) { return nanoseconds(CLOCK_THREAD_CPUTIME_ID); }

/* VM code passes and gets plain numbers only: C's int and pointer parameters become these. */
static double ldexp_long(double x, int64_t exponent) {
  return ldexp(x, exponent > 5000 ? 5000 : exponent < -5000 ? -5000 : (int)exponent);
}
static double frexp_mantissa(double x) {
  int exponent;
  return frexp(x, &exponent);
}
static int64_t frexp_exponent(double x) {
  int exponent = 0;
  frexp(x, &exponent);
  return isfinite(x) ? exponent : 0;
}
static double modf_fraction(double x) {
  double whole;
  return modf(x, &whole);
}
static int64_t memcmp_long(const void *a, const void *b, uint64_t n) { return memcmp(a, b, n); }

typedef void (*function)(void);
struct external {
  const char *name;
  function address;
};
#define C(name) {#name, (function)name}
#define AS(name, c) {#name, (function)c}

static const struct external externals[] = {
    C(sin), C(cos), C(tan), C(asin), C(acos), C(atan), C(atan2),
    C(sinh), C(cosh), C(tanh), C(asinh), C(acosh), C(atanh),
    C(exp), C(exp2), C(expm1), C(log), C(log2), C(log10), C(log1p), C(pow),
    C(fmod), C(remainder), C(floor), C(ceil), C(trunc), C(rint), C(round), C(sqrt), C(cbrt), C(hypot), C(fma),
    C(erf), C(erfc), C(tgamma), C(lgamma), C(fabs), C(copysign), C(nextafter),
    AS(ldexp, ldexp_long), AS(frexpMantissa, frexp_mantissa), AS(frexpExponent, frexp_exponent),
    AS(modfFraction, modf_fraction),
    C(memmove), C(memset), AS(memcmp, memcmp_long),
    AS(clockMonotonicNs, clock_monotonic_ns), AS(clockRealtimeNs, clock_realtime_ns),
    AS(clockProcessNs, clock_process_ns), AS(clockThreadNs, clock_thread_ns),
};

/* Address of the C function of that name; 0 when there is none. */
EXPORT int64_t taipan_external(const char *name) {
  for (size_t i = 0; i < sizeof externals / sizeof externals[0]; i++)
    if (strcmp(externals[i].name, name) == 0) return (int64_t)(uintptr_t)externals[i].address;
  return 0;
}

/* Name of the i-th external; NULL past the last. */
EXPORT const char *taipan_external_name(uint32_t i) {
  return i < sizeof externals / sizeof externals[0] ? externals[i].name : NULL;
}

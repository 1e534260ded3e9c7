// What -O and -OO leave out: 1: assertions, and __debug__ is False; 2: doc strings too. Set for the length of a compilation.

export const optimization = { level: 0 };

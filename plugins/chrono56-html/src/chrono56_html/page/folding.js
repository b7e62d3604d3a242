// Texts as they are searched: without case, accents and alphabets, as chrono56 folds
// them. Serbian Cyrillic becomes Latin, and đ is dj: each spelling finds all.

const PLAIN = new Map([
  ...[..."абвгдежзијклмнопрстћуфхцчш"].map((one, at) => [one, "abvgdezzijklmnoprstcufhccs"[at]]),
  ...Object.entries({
    љ: "lj", њ: "nj", џ: "dz", ђ: "dj", đ: "dj",
    ł: "l", ø: "o", ı: "i", æ: "ae", œ: "oe", ß: "ss",
  }),
]);

const plain = (text) => text.replace(/[а-яђћљњџјđłøıæœß]/g, (one) => PLAIN.get(one) ?? one);

function folded(text) {
  const lower = plain(text.toLowerCase().normalize("NFC"));
  // Serbian letters first: taken apart, some would lose more than an accent. And once
  // more: ё has become е only then.
  return plain(lower.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, ""));
}

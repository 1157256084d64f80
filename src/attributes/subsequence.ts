/** Three letters stand in this order in almost every long name: `ANI` in `AuthenticatedValue`. */
const fewest = 4;

/** Do the text's characters stand in the name in this order, with whatever between them? `clty` finds `CallerType`. */
export function isSubsequence(text: string, name: string): boolean {
  const wanted = Array.from(text.trim().toLowerCase());
  let at = 0;
  for (const character of name.toLowerCase()) if (character === wanted[at]) at += 1;
  return wanted.length >= fewest && at === wanted.length;
}

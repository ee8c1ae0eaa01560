/** `cd2f0…a91c`: the beginning and the end of an id are what people compare. Short ones stay whole. */
export const cutMiddle = (text: string, keep = 12): string => {
  const points = [...text];
  if (points.length <= keep + 1) return text;
  const head = Math.ceil(keep / 2);
  return `${points.slice(0, head).join('')}…${points.slice(points.length - (keep - head)).join('')}`;
};

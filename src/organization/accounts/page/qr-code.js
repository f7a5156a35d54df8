/** Draws the modules of a QR code as one path, so the page needs no style, no data URI and no markup from a text. */
export function drawQrCode(picture, path, { size, data }) {
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`);
  const rows = data.map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''));
  path.setAttribute('d', rows.join(''));
}

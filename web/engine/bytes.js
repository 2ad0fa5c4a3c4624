/** The bytes behind an address, in a browser. */
export async function bytesOf(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: found HTTP status ${response.status}, expected the engine`);
  return response.arrayBuffer();
}

// Shows what would be sent to the registry, as clients do when they are asked to be verbose.
const token = process.env.NPM_TOKEN;
if (!token) {
  console.error('NPM_TOKEN is not set');
  process.exit(1);
}
console.log('> PUT /parcel-rates');
console.log(`> authorization: Bearer ${token}`);
console.log('registry: this token may publish parcel-rates');

/**
 * Writes the document templates that are shipped: npx node scripts/build-documents.ts
 * Officers edit copies of them in Word; after a change here, run this and commit what it writes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shippedDocuments } from './documents/shipped.ts';

const folder = fileURLToPath(new URL('../data/documents/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, build] of Object.entries(shippedDocuments)) {
  writeFileSync(`${folder}${name}.docx`, build());
  console.log(`${folder}${name}.docx`);
}

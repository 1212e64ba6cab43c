/**
 * Writes the document templates that are shipped: npx node scripts/build-documents.ts
 * Officers edit copies of them in Word; after a change here, run this and commit what it writes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { safetyReport } from './documents/safety-report.ts';

const folder = fileURLToPath(new URL('../data/documents/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}safety-report.docx`, safetyReport());
console.log(`${folder}safety-report.docx`);

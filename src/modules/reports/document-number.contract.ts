// State documents | Party documents: "05/BC-UBND", "958/KH-CAT-PV28", "12/2021/TT-BCA" | "09-CT/TW".
const DOCUMENT_NUMBER =
  /^\d{1,5}(?:\/\d{4})?\/[A-ZĐ][A-Za-z0-9Đđ]*(?:-[A-Za-z0-9ĐÔƯđ&]+)*$|^\d{1,5}-[A-ZĐ][A-Za-zđ]*\/[A-Z0-9Đ]+$/;

/** Whether a text is the number and notation of a document, such as `05/BC-UBND`. */
export function isDocumentNumber(text: string): boolean {
  return DOCUMENT_NUMBER.test(text.normalize('NFC'));
}

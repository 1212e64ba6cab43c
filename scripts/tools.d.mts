export type Tools = { chromium?: string; soffice?: string; pdftoppm?: string; env: Record<string, string> };

export function ensureTools(wanted?: { chromium?: boolean; office?: boolean }): Promise<Tools>;

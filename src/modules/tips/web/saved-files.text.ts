import { defineMessages } from '../../../platform/web/i18n.tsx';

export const savedFilesText = defineMessages({
  vi: {
    files: 'Tệp kèm theo',
    picture: (name: string) => `Ảnh ${name}`,
    save: (name: string, size: string) => `Lưu ${name}, ${size}`,
  },
  en: {
    files: 'Attached files',
    picture: (name) => `Picture ${name}`,
    save: (name, size) => `Save ${name}, ${size}`,
  },
});

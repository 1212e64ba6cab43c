import { defineMessages } from '../i18n.tsx';

export const shellText = defineMessages({
  vi: {
    menu: 'Menu chính',
    more: 'Thêm',
    display: 'Cách hiển thị',
    home: 'Tiếng Mõ, về trang đầu',
    textSize: 'Cỡ chữ',
    smaller: 'Chữ nhỏ',
    normal: 'Chữ vừa',
    larger: 'Chữ to',
    theme: 'Nền',
    system: 'Theo máy',
    light: 'Sáng',
    dark: 'Tối',
    language: 'Ngôn ngữ',
  },
  en: {
    menu: 'Main menu',
    more: 'More',
    display: 'Display',
    home: 'Tiếng Mõ, to the first page',
    textSize: 'Text size',
    smaller: 'Small text',
    normal: 'Medium text',
    larger: 'Large text',
    theme: 'Theme',
    system: 'As the device',
    light: 'Light',
    dark: 'Dark',
    language: 'Language',
  },
});

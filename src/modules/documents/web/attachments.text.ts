import { defineMessages } from '../../../platform/web/i18n.tsx';

export const attachmentsText = defineMessages({
  vi: {
    title: 'Ảnh và ghi âm',
    picture: (n: number) => `Ảnh ${n}`,
    recording: 'Ghi âm',
    missing: (n: number) => `${n} ảnh, ghi âm chưa đến: còn nằm trên máy của người ghi hoặc người thêm.`,
    notHere: (name: string) => `${name}: chưa đến.`,
    takeOut: (name: string) => `Bỏ ra: ${name}`,
    onlyCount: (n: number) => `Bản ghi có ${n} ảnh, ghi âm. Chỉ thôn và xã xem được, vì ảnh có thể có người.`,
    refused: (name: string) => `${name} không nhận được.`,
    redrawn: 'Ảnh được vẽ lại để bỏ dữ liệu kèm theo.',
  },
  en: {
    title: 'Pictures and recordings',
    picture: (n) => `Picture ${n}`,
    recording: 'Recording',
    missing: (n) =>
      `${n} pictures or recordings have not come yet: they are still with whoever wrote it down or added them.`,
    notHere: (name) => `${name}: has not come yet.`,
    takeOut: (name) => `Take out: ${name}`,
    onlyCount: (n) =>
      `The record has ${n} pictures or recordings. Only the hamlet and the commune see them, as they may show people.`,
    refused: (name) => `${name} could not be taken.`,
    redrawn: 'The picture was drawn anew, to leave out what came with it.',
  },
});

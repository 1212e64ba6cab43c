import type { ReactNode } from 'react';
import { BarList } from '../charts/BarList.tsx';
import { BarChart, LineChart } from '../charts/Chart.tsx';
import { Page, PageHeader, Section } from '../layout/PageHeader.tsx';

const names = Array.from({ length: 12 }, (_, index) => `T${index + 1}`);
const now = [120, 132, 101, 134, 90, 230, 210, 182, 191, 234, 290, 330];
const before = [100, 112, 121, 104, 140, 200, 180, 172, 161, 204, 250, 300];
const format = (value: number): string => value.toLocaleString('vi-VN');
const compared = [
  { label: '2024', values: now },
  { label: '2023', values: before, kind: 'previous' as const },
];
const three = [
  { label: 'Tuần tra', values: now },
  { label: 'Tuyên truyền', values: before.map((value) => value / 2) },
  { label: 'Hòa giải', values: now.map((value, index) => (index === 4 ? null : value / 4)) },
];

export function Charts(): ReactNode {
  return (
    <Page>
      <PageHeader
        title="Số liệu"
        lead="Tuần tra · Xã Hiệp Hòa · 15/12/2023–14/12/2024 · địa bàn như hiện nay"
      />
      <Section title="Buổi tuần tra mỗi tháng, buổi">
        <BarChart
          label="Buổi tuần tra mỗi tháng năm 2024 so với 2023"
          names={names}
          series={compared}
          format={format}
        />
      </Section>
      <Section title="Lượt người tham gia mỗi tháng, lượt">
        <LineChart label="Lượt người tham gia mỗi tháng" names={names} series={compared} format={format} />
      </Section>
      <Section title="Ba sổ, buổi">
        <LineChart label="Ba sổ theo tháng" names={names} series={three} format={format} />
        <BarChart label="Ba sổ theo tháng, cột" names={names} series={three} format={format} />
      </Section>
      <Section title="Theo thôn, buổi">
        <BarList
          label="Buổi tuần tra theo thôn"
          format={format}
          items={[
            { key: 'a', label: 'Thôn Cấm', value: 320, href: '#/x' },
            { key: 'b', label: 'Tổ dân phố Đồng Hoàng Thượng', value: 214, href: '#/x' },
            { key: 'c', label: 'Thôn Thanh Xuân', value: 12, href: '#/x' },
          ]}
        />
      </Section>
    </Page>
  );
}

import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../action/Button.tsx';
import { EmptyState } from '../feedback/EmptyState.tsx';
import { StatusTag } from '../feedback/StatusTag.tsx';
import { Page, PageHeader, Section, Split } from '../layout/PageHeader.tsx';
import { Stat, StatRow } from '../layout/Stat.tsx';
import { TaskList } from '../layout/TaskList.tsx';

export function Today(): ReactNode {
  return (
    <Page>
      <PageHeader
        title="Hôm nay"
        lead="Thứ Sáu, 07/3/2024 · 3 việc đang chờ đồng chí"
        action={
          <ButtonLink kind="primary" icon="plus" href="#/entry">
            Ghi vào sổ
          </ButtonLink>
        }
      />
      <Split
        aside={
          <Section title="Từ 15/12/2023 đến nay">
            <StatRow>
              <Stat
                label="Buổi tuần tra"
                value="1.250"
                unit="buổi"
                href="#/x"
                trend={{ direction: 'up', text: '12,5 % so với cùng kỳ' }}
              />
              <Stat
                label="Hòa giải thành"
                value="70,0 %"
                href="#/x"
                trend={{ direction: 'down', text: '−3,1 % so với cùng kỳ' }}
              />
              <Stat
                label="Tin báo đã tiếp nhận"
                value="48"
                unit="tin"
                href="#/x"
                trend={{ direction: 'same', text: 'bằng cùng kỳ' }}
              />
              <Stat label="Lượt người dự tuyên truyền" value="23.417" unit="lượt" href="#/x" />
            </StatRow>
          </Section>
        }
      >
        <Section title="Việc cần làm">
          <TaskList
            items={[
              {
                key: '1',
                title: 'Báo cáo 6 tháng đầu năm 2024 phải gửi trước 17/6/2024',
                note: 'Còn 2 ngày. Thiếu số liệu của Thôn Cấm, Thôn Thanh Xuân và Tổ dân phố Đồng Hoàng Thượng.',
                tag: <StatusTag state="overdue">Gần hết hạn</StatusTag>,
                action: <ButtonLink href="#/x">Mở báo cáo</ButtonLink>,
              },
              {
                key: '2',
                title: '12 dòng trong sổ tuần tra bị trả lại',
                note: 'Đồng chí Trần Văn Quyết ghi: “giờ về trước giờ đi”.',
                tag: <StatusTag state="returned" />,
                action: <ButtonLink href="#/x">Sửa 12 dòng</ButtonLink>,
              },
              {
                key: '3',
                title: 'Đã nhận 34 dòng mới của Thôn Cấm, chờ duyệt',
                tag: <StatusTag state="submitted" />,
                action: <Button>Duyệt</Button>,
              },
            ]}
          />
        </Section>
        <Section title="Tin báo">
          <EmptyState
            title="Chưa có tin báo nào đang chờ"
            action={<ButtonLink href="#/x">Xem cách nhận tin báo</ButtonLink>}
          >
            Khi người dân gửi tin, tin nằm ở đây cùng thời hạn phải trả lời.
          </EmptyState>
        </Section>
      </Split>
    </Page>
  );
}

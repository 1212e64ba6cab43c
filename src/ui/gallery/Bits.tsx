import { type ReactNode, useState } from 'react';
import { Button, ButtonRow } from '../action/Button.tsx';
import { CopyField } from '../action/CopyField.tsx';
import { Banner } from '../feedback/Banner.tsx';
import { Progress } from '../feedback/Progress.tsx';
import { Skeleton, Spinner } from '../feedback/Spinner.tsx';
import { type Status, StatusTag } from '../feedback/StatusTag.tsx';
import { DescriptionList } from '../layout/DescriptionList.tsx';
import { Page, PageHeader, Section } from '../layout/PageHeader.tsx';
import { Tabs } from '../layout/Tabs.tsx';
import { Dialog, Drawer } from '../overlay/Dialog.tsx';
import { Menu } from '../overlay/Menu.tsx';
import { useToast } from '../overlay/Toast.tsx';

const states: Status[] = [
  'draft',
  'submitted',
  'verified',
  'returned',
  'voided',
  'active',
  'ended',
  'running',
  'failed',
  'waiting',
  'overdue',
];

export function Bits(): ReactNode {
  const [open, setOpen] = useState<'dialog' | 'drawer' | undefined>();
  const [tab, setTab] = useState('a');
  const toast = useToast();
  const close = (): void => setOpen(undefined);
  return (
    <Page>
      <PageHeader
        title="Camera an ninh Tổ dân phố Đồng Hoàng Thượng"
        tag={<StatusTag state="active" />}
        crumbs={[
          { label: 'Mô hình', href: '#/x' },
          { label: 'Camera an ninh', href: '#/x' },
          { label: 'Đồng Hoàng Thượng' },
        ]}
        lead="Thành lập 19/8/2021 theo Quyết định số 45/QĐ-UBND"
      />
      <Section title="Nút">
        <ButtonRow>
          <Button
            kind="primary"
            id="toast"
            onClick={() =>
              toast({ text: 'Đã hủy một dòng của Sổ tuần tra, 07/3/2024.', undo: () => undefined })
            }
          >
            Việc chính
          </Button>
          <Button icon="download">Việc khác</Button>
          <Button kind="quiet">Việc phụ</Button>
          <Button kind="danger" icon="trash">
            Khóa tài khoản
          </Button>
          <Button busy>Đang lưu…</Button>
          <Button disabled>Chưa làm được</Button>
          <Menu
            label="Thao tác"
            items={[
              { label: 'Sửa', icon: 'edit', onSelect: () => undefined },
              { label: 'Hủy có lý do', icon: 'close', danger: true, onSelect: () => undefined },
            ]}
          />
          <Button id="dialog" onClick={() => setOpen('dialog')}>
            Mở hộp hỏi
          </Button>
          <Button id="drawer" onClick={() => setOpen('drawer')}>
            Mở ngăn bên
          </Button>
        </ButtonRow>
      </Section>
      <Section title="Trạng thái" lead="Chữ, hình và màu cùng nói một điều.">
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.75rem' }}>
          {states.map((state) => (
            <StatusTag key={state} state={state} />
          ))}
        </div>
      </Section>
      <Section title="Lời báo">
        <Banner title="Đang xem số liệu đến 14/12/2024">Các dòng ghi sau ngày này không tính vào.</Banner>
        <Banner tone="warn" title="3 thôn chưa gửi sổ tháng 3" action={<Button small>Nhắc cả 3</Button>}>
          Thôn Cấm, Thôn Thanh Xuân và Tổ dân phố Đồng Hoàng Thượng.
        </Banner>
        <Banner tone="error" title="Không lưu được dòng 14">
          Ngày 31/02/2024 không có trong lịch. Sửa ngày rồi lưu lại.
        </Banner>
        <Banner tone="success" title="Đã nhận 1.250 dòng">
          Không có dòng nào bị trùng.
        </Banner>
      </Section>
      <Section title="Chờ">
        <Progress
          label="Đang đọc sheet “Tuần tra”, dòng 45.000 trong 100.000"
          value={0.45}
          note="Có thể rời trang; xong sẽ báo ở Hôm nay."
        />
        <Progress label="Đang gửi tệp" />
        <Spinner />
        <Skeleton />
      </Section>
      <Section title="Chi tiết">
        <Tabs
          label="Phần của mô hình"
          value={tab}
          onChange={setTab}
          tabs={[
            { key: 'a', label: 'Thông tin' },
            { key: 'b', label: 'Thành viên', count: 12 },
            { key: 'c', label: 'Lịch sử' },
          ]}
        >
          <DescriptionList
            items={[
              { term: 'Địa bàn', value: 'Tổ dân phố Đồng Hoàng Thượng, xã Hiệp Hòa, tỉnh Bắc Ninh' },
              { term: 'Số mắt camera', value: '1.250' },
              { term: 'Người phụ trách', value: 'Nguyễn Thị Hồng Nhung' },
            ]}
          />
        </Tabs>
        <CopyField
          label="Đường dẫn mời, dùng được một lần"
          value="http://192.168.1.20:8080/moi/3kf9-x2pq-77ab-0c1d-9e8f-3kf9-x2pq"
          help="Hết hạn sau 72 giờ."
        />
      </Section>
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        title="Kết thúc mô hình?"
        actions={
          <>
            <Button kind="danger" onClick={close}>
              Kết thúc mô hình
            </Button>
            <Button onClick={close}>Thôi</Button>
          </>
        }
      >
        <p>Mô hình sẽ không còn trong số “đang hoạt động” từ 07/3/2024. Các số liệu trước đó giữ nguyên.</p>
      </Dialog>
      <Drawer open={open === 'drawer'} onClose={close} title="Buổi tuần tra 07/3/2024">
        <DescriptionList
          items={[
            { term: 'Thôn', value: 'Tổ dân phố Đồng Hoàng Thượng' },
            { term: 'Lượt người', value: '12' },
          ]}
        />
      </Drawer>
    </Page>
  );
}

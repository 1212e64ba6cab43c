import { type ReactNode, useState } from 'react';
import { Button, ButtonRow } from '../action/Button.tsx';
import { Checkbox, RadioGroup } from '../form/Checkbox.tsx';
import { Combobox } from '../form/Combobox.tsx';
import { DateInput, TimeInput } from '../form/DateInput.tsx';
import { ErrorSummary } from '../form/ErrorSummary.tsx';
import { FormStack } from '../form/Field.tsx';
import { FileDrop } from '../form/FileDrop.tsx';
import { NumberInput } from '../form/NumberInput.tsx';
import { Select } from '../form/Select.tsx';
import { TextArea, TextInput } from '../form/TextInput.tsx';
import { looseKey } from '../form/values.ts';
import { Kbd } from '../layout/Kbd.tsx';
import { Page, PageHeader } from '../layout/PageHeader.tsx';

const hamlets = ['Thôn Cấm', 'Thôn Thanh Xuân', 'Thôn Đồng Hoàng Thượng', 'Tổ dân phố Lương Phong số 3'];
const errors = [
  { field: 'f-on', message: 'Ngày: “31/2/2024” không có trong lịch. Ghi lại ngày, ví dụ 29/02/2024.' },
  { field: 'f-people', message: 'Số người tham gia: cần là số từ 1 đến 500.' },
];

export function Forms(): ReactNode {
  const [on, setOn] = useState('2024-03-07');
  const [at, setAt] = useState('21:30');
  const [people, setPeople] = useState<number | null>(1250);
  const [hamlet, setHamlet] = useState<string | null>('Thôn Đồng Hoàng Thượng');
  const [kind, setKind] = useState('walk');
  const [text, setText] = useState('');
  const [done, setDone] = useState(true);
  return (
    <Page narrow>
      <PageHeader
        crumbs={[{ label: 'Sổ', href: '#/x' }, { label: 'Tuần tra', href: '#/x' }, { label: 'Ghi mới' }]}
        title="Ghi một buổi tuần tra"
        lead={
          <>
            <Kbd>Ctrl+Enter</Kbd> lưu và mở dòng mới.
          </>
        }
      />
      <ErrorSummary errors={errors} />
      <FormStack>
        <FormStack inline>
          <DateInput
            id="f-on"
            label="Ngày"
            value={on}
            onChange={setOn}
            error="“31/2/2024” không có trong lịch."
          />
          <TimeInput label="Từ lúc" value={at} onChange={setAt} />
          <TimeInput label="Đến lúc" value="" onChange={() => undefined} optional />
        </FormStack>
        <Combobox
          label="Thôn, tổ dân phố"
          help="Gõ không dấu cũng được."
          value={hamlet}
          onChange={setHamlet}
          search={async (query) => hamlets.filter((one) => looseKey(one).includes(looseKey(query)))}
          itemKey={(one) => one}
          itemText={(one) => one}
          itemNote={() =>
            'Xã Hiệp Hòa, Bắc Ninh · trước 01/7/2025: xã Lương Phong, huyện Hiệp Hòa, Bắc Giang'
          }
        />
        <NumberInput
          id="f-people"
          label="Số người tham gia"
          value={people}
          onChange={setPeople}
          unit="lượt người"
          error="Cần là số từ 1 đến 500."
        />
        <RadioGroup
          label="Cách đi"
          value={kind}
          onChange={setKind}
          choices={[
            { value: 'walk', label: 'Đi bộ' },
            { value: 'motorbike', label: 'Xe máy', help: 'Ghi cả khi chỉ một phần chặng đường đi xe máy.' },
            { value: 'boat', label: 'Thuyền', disabled: true },
          ]}
        />
        <Select
          label="Lực lượng"
          value="team"
          onChange={() => undefined}
          choices={[
            { value: 'team', label: 'Tổ bảo vệ an ninh, trật tự ở cơ sở' },
            { value: 'joint', label: 'Phối hợp với Công an xã và dân quân tự vệ' },
          ]}
        />
        <TextInput
          label="Tuyến đường"
          value="Từ nhà văn hóa thôn đến ngã ba chợ Lương Phong"
          onChange={() => undefined}
          optional
        />
        <TextArea
          label="Tình hình"
          help="Sự việc, không ghi tên người."
          value={text}
          onChange={setText}
          optional
        />
        <Checkbox
          label="Đã báo cáo Công an xã trong ngày"
          help="Đánh dấu nếu đã gọi điện."
          checked={done}
          onChange={setDone}
        />
        <Checkbox label="Có phát hiện vụ việc" mixed checked={false} onChange={() => undefined} />
        <FileDrop
          label="Ảnh chụp trang sổ"
          help="Ảnh .jpg hoặc .png, tối đa 10 MB."
          accept=".jpg,.png"
          onFiles={() => undefined}
          optional
        />
        <ButtonRow>
          <Button kind="primary">Lưu vào sổ</Button>
          <Button>Lưu nháp</Button>
          <Button kind="quiet">Thôi</Button>
        </ButtonRow>
      </FormStack>
    </Page>
  );
}

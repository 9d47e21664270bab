import { Select } from 'antd';
import { useQuery } from '../api/use-query';

interface UnitPickerProps {
  unit: number | undefined;
  isClearable?: boolean;
  onChange: (unit: number | undefined) => void;
}

export function UnitPicker({ unit, isClearable = false, onChange }: UnitPickerProps) {
  const query = useQuery('/api/units');
  return (
    <Select
      aria-label="单位"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={isClearable ? '全部单位' : '选择单位'}
      allowClear={isClearable}
      style={{ width: '16rem' }}
      loading={query.isLoading}
      value={unit}
      onChange={onChange}
      options={(query.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

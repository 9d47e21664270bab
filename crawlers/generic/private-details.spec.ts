import { extract } from '../index';
import { privateDetails } from './private-details';

const kinds = (text: string) => privateDetails(text).map(({ kind }) => kind);

describe('家庭住址', () => {
  it.each([
    '家庭住址：清河县城关镇东门村3组12号',
    '户籍地址 清河县人民路12号院2栋501室',
    '当事人李某，男，1980年出生，住清河县城关镇南街15号。',
    '姓名\n家庭住址\n王某\n清河县白石乡河口村五组',
    '姓名\t家庭住址\t金额\n王某\t清河县白石乡河口村五组\t300',
  ])('is seen in %j', (text) => expect(kinds(text)).toEqual(['pii-address']));

  it.each([
    '办公地址：清河县人民路12号行政中心301室',
    '联系地址：清河县人民路12号县民政局',
    '申请人户籍所在地为清河县的，由城关镇受理',
    '请填写家庭住址、联系电话等信息',
    '户籍地址：清河县人民路12号县公安局',
    '注册地址：清河县工业园区3号',
  ])('is not seen in %j', (text) => expect(kinds(text)).toEqual([]));
});

describe('健康信息', () => {
  it.each([
    '村民张某因患尿毒症，生活困难，现予以救助。',
    '陈建国，男，确诊为肝癌晚期',
    '李*，肢体二级残疾，肢体残疾二级',
    '姓名\n病种\n王某\n尿毒症',
    '序号\n姓 名\n残疾等级\n1\n王某\n肢体二级',
  ])('is seen in %j', (text) => expect(kinds(text)).toEqual(['pii-health']));

  it.each([
    '患有恶性肿瘤、白血病的职工可以申请大病救助。',
    '当事人王某，男，销售宣称治疗糖尿病的保健食品，罚款为2000元。',
    '病种\n恶性肿瘤\n尿毒症',
    '精神障碍患者家属应当履行监护责任',
    '门诊慢特病包括高血压、糖尿病、冠心病',
  ])('is not seen in %j', (text) => expect(kinds(text)).toEqual([]));
});

it('says where and how it begins, and never the whole', () => {
  const text = '一、\n家庭住址：清河县城关镇东门村3组12号';
  const [found] = privateDetails(text);
  expect(found).toEqual({ kind: 'pii-address', at: 'text:8', masked: '清河县****' });
  expect(text.slice(8)).toMatch(/^清河县/);
});

it('stops at twenty of a kind', () => {
  expect(privateDetails('家庭住址：清河县东门村3组12号\n'.repeat(200))).toHaveLength(20);
});

it('counts positions in the text as it is given on', () => {
  const body = '经核实，王某，电话13800001234，家庭住址：清河县东门村3组12号，符合救助条件，现予以公示，公示期为七天。';
  const { text, signals } = extract({ url: 'https://a.gov.cn/a.html', html: `<h1>救助公示</h1><p>${body}</p>` });
  const at = Number(signals.find(({ kind }) => kind === 'pii-address')?.at.slice('text:'.length));
  expect(text.slice(at)).toMatch(/^清河县东门村/);
});

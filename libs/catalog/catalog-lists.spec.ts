import { basisIn, elementsIn } from './catalog-lists';

describe('elementsIn', () => {
  it.each<[string, string, string[]]>([
    ['1. 2.', '1.名单 2.金额', ['1.名单', '2.金额']],
    ['1、 2、', '1、中央文件 2、我镇文件', ['1、中央文件', '2、我镇文件']],
    ['a heading in front of ①', '一般公共预算:①收入表②支出表', ['一般公共预算:①收入表', '②支出表']],
    ['● bullets', '●申请材料●办理流程', ['●申请材料', '●办理流程']],
    ['（1）（2）', '（1）机构职能；（2）联系方式', ['（1）机构职能', '（2）联系方式']],
    ['line breaks', '机构职能\n内设机构\n\n负责人', ['机构职能', '内设机构', '负责人']],
    ['； without numbers', '机构职能；内设机构；负责人', ['机构职能', '内设机构', '负责人']],
    ['line breaks inside a numbered point', '1.办理\n流程\n2.时限', ['1.办理流程', '2.时限']],
    ['a number that is none', '第1、2条规定的内容', ['第1、2条规定的内容']],
    ['decimals', '补贴标准1.5万元', ['补贴标准1.5万元']],
    ['numbers out of order', '见3.说明', ['见3.说明']],
    ['one point', '1.名单', ['1.名单']],
    ['plain text', '含解读单位、解读人', ['含解读单位、解读人']],
    ['nothing', '  ', []],
  ])('cuts at %s', (_norm, text, expected) => expect(elementsIn(text)).toEqual(expected));
});

describe('basisIn', () => {
  it.each<[string, string, string[]]>([
    ['documents', '《预算法》、《政府信息公开条例》', ['《预算法》', '《政府信息公开条例》']],
    [
      'numbers and articles behind a title',
      '《办法》(财预〔2016〕143号)第十条和《条例》',
      ['《办法》(财预〔2016〕143号)第十条', '《条例》'],
    ],
    ['a title inside a title', '《关于印发《规程》的通知》《条例》', ['《关于印发《规程》的通知》', '《条例》']],
    ['numbered documents', '1.《甲办法》第二条 2.《乙条例》', ['1.《甲办法》第二条', '2.《乙条例》']],
    ['words in front', '根据《条例》', ['根据《条例》']],
    [
      'documents without title marks',
      '国办发〔2018〕118号；财预〔2016〕143号',
      ['国办发〔2018〕118号', '财预〔2016〕143号'],
    ],
    ['a title never closed', '《条例', ['《条例']],
    ['nothing', '', []],
  ])('cuts at %s', (_norm, text, expected) => expect(basisIn(text)).toEqual(expected));
});

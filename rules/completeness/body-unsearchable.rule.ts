import { cannotTell, defineRule, fail, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { hasKind, noLonger, proofOf, remarksOf } from '../content/page-facts';
import { quoted } from '../wording';

const KIND = /^(?:image-body|attachment-body|embedded-body)$/;

/** 正文为图片、扫描件 — nothing of the text can be searched or copied. */
export const bodyUnsearchable = defineRule({
  code: 'PUB-05',
  id: 'body-unsearchable',
  title: '正文为图片或扫描件',
  dimension: '完整性',
  basis:
    '国办公开办函〔2019〕61号（便于检索、查阅、下载，条款待核对原文）；《中华人民共和国政府信息公开条例》（国务院令第711号）第二十四条',
  severity: 'low',
  machine: 'A/S',
  subject: 'page',
  family: 'body',
  parameters: { pictorial: '图解、一图、图说、宣传画、海报、漫画、照片、图片、视频、H5、长图、地图、示意图、动画' },
  advice: '请以文字形式发布正文，图片、扫描件作为附件或补充。',
  isCurable: true,
  doubts: '正文在框架或视频中、附件未能读取、附件是可检索的文字（以附件代正文由人判断）；标题表明本就是图片的不判',

  appliesTo: ({ page }) => !page.document.isSituationNote && hasKind(page, KIND),

  examine({ page }, { parameters }) {
    const { document } = page;
    const [remark] = remarksOf(page, KIND);
    if (!remark) return noLonger(page, '图片、附件代替的正文');
    const proof = proofOf(page);
    const word = parameters.pictorial.split(/[、,，\s]+/u).find((each) => each !== '' && document.title.includes(each));
    if (word) return notApplicable(`标题含“${word}”，本就是图片或视频`);
    const said = `${quoted(document)}的正文只有${page.length}字`;
    if (remark.kind === 'embedded-body') return unseen(`${said}，内容在框架或视频中，未能读取`, proof);
    const { attachments } = document;
    const says = attachments.flatMap((each) => (each.says ? [each.says] : []));
    if (says.some(({ isScanned, text }) => !isScanned && text.length > 0))
      return remark.kind === 'image-body'
        ? pass(`${said}，另附可检索的文字附件`, proof)
        : cannotTell(`${said}，内容在${attachments.length}个附件中，是否以附件代正文，请核实`, proof);
    if (says.length < attachments.length)
      return attachments.length > 0 && remark.kind === 'image-body'
        ? cannotTell(`${said}，正文为图片，附件是否为文字未能读取，请核实`, proof)
        : unseen(`${said}，${attachments.length}个附件未能读取，不作判断`, proof);
    if (attachments.length > 0) return fail(`${said}，${attachments.length}个附件均为扫描件，不能检索`, proof);
    return fail(`${said}，内容为图片，不能检索`, proof);
  },
});

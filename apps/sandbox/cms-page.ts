import { Planted } from './county/truth';
import { escapeHtml } from './markup/html';

/** 网站后台 of the demo: what the unit could publish or repair, with a button for each. Not linked from any page. */
export function cmsPage(defects: readonly Planted[], fixes: readonly string[]): string {
  const rows = defects.map(({ defect }) => {
    const button = `<form method="post" action="/__cms/fix?id=${encodeURIComponent(defect.id)}"><button>修复</button></form>`;
    const cells = [
      defect.unit,
      defect.item ?? defect.section ?? '网站首页',
      defect.instance ?? '',
      defect.code,
      defect.note,
    ];
    const isFixed = fixes.includes(defect.id);
    return `<tr>${cells.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}<td>${isFixed ? '已修复' : button}</td></tr>`;
  });
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>网站后台（演示）</title>
<style>body{font:14px/1.6 sans-serif;margin:24px}td,th{border:1px solid #ccc;padding:4px 8px;text-align:left}table{border-collapse:collapse}</style></head>
<body><h1>网站后台（演示）</h1><p>这里代替各单位的内容管理系统。点“修复”会按演示当天的日期发布缺少的内容、更新栏目或修好附件，下次采集即可看到。</p>
<table><tr><th>单位</th><th>事项或栏目</th><th>所属期或文件</th><th>规则</th><th>问题</th><th></th></tr>
${rows.join('\n')}</table></body></html>`;
}

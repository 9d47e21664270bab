/** Along these one types without thinking: rows and columns of the keyboard, the alphabet, digits. */
export const KEYBOARD_ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
] as const;

/**
 * What people take for a password when none comes to mind, without the digits and symbols they put around it: words of
 * log-in pages, phrases in pinyin, names of the trade. Written down for this platform; not a copied list.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwd passw0rd pass pwd mima mimamima secret letmein welcome hello iloveyou changeme default login logon
   admin administrator root user guest test testtest demo system manager master super superuser operator oracle sa
   abc abcabc abcd aaa aa qwe qaz wsx zxc asd qweasd qweasdzxc qazwsx asdzxc abcdef a ab xyz
   woaini woaiwojia woaizhongguo woaibeijing aini wobuzhidao wojiushiwo nihao nihaoma zhongguo china zhonghua renmin
   renminzhengfu zhengfu zhengwu zhengwugongkai gongkai xinxi xinxigongkai jiandu jianguan guanli guanliyuan lingdao
   bangongshi zhengfuban xianzhengfu xiangzhengfu jiedaoban caizheng caizhengju gongan gonganju wangzhan menhu
   mingjian mingzhou qinghe yonghu ceshi kaifa beijing shanghai guangzhou shenzhen zhejiang jiangsu hangzhou
   zhangsan lisi wangwu laowang xiaoming dragon monkey sunshine princess football baseball
   huawei alibaba tencent taobao weixin wechat qq baidu
   我爱你 我爱中国 密码 管理员 政务公开 测试 你好 中国`.split(/\s+/),
);

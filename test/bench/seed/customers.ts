import type { Database } from '#server/database/database.ts'
import { readNumber, write } from './steps.ts'

const SURNAMES = '沈郑赵钱孙李周吴王冯陈褚卫蒋韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏章云苏潘葛范彭郎鲁韦马苗方俞任袁柳鲍史唐费岑薛雷贺倪汤殷罗毕郝邬安常乐傅卞齐康伍余顾孟黄穆萧尹'
const GIVEN = '若兰怀瑾凯知微听雨云起南星青梧予安景行素心望舒可期言蹊初晴向晚承宇以宁思远清和亦舟念慈星野嘉树书瑶子衿明远采薇北辰映川沐阳夏临风谷修竹静姝扬帆春晓秋实'
const ROADS = ['滨河路', '听松路', '云岭街', '望江大道', '青禾路', '长桥街', '东澜路', '南苑路', '松涛街', '梧桐路', '码头街', '书院路', '解放路', '人民路', '新华街', '建设路', '文昌路', '环城东路']
const COMMUNITIES = ['听澜苑', '云栖里', '松涛花园', '望江府', '青禾家园', '梧桐里', '南山雅居', '星河湾里', '临水居', '和风小区', '枫林嘉苑', '半山云庭', '锦绣华庭', '金色水岸', '世纪花园', '阳光城', '碧水湾', '紫荆苑']
const BRANDS = ['序居', '序居', '序居', '澜木', '澜木', '禾白', '禾白', '木语', '栖舍', '云檀', '青筑', '素原', '归野', '岚山']
const CATEGORIES = ['定制衣柜', '橱柜', '餐桌椅', '沙发', '床', '书柜', '玄关柜', '餐边柜', '浴室柜']

const pick = (items: readonly string[], draw: string): string => `ELT(1 + FLOOR(${draw} * ${items.length}), ${items.map((item) => `'${item}'`).join()})`
const character = (text: string, draw: string): string => `SUBSTRING('${text}', 1 + FLOOR(${draw} * ${text.length}), 1)`

/**
 * Customers with one or two numbers (some households share one) and one or two contracts. A few malls have many of them:
 * the square of a draw decides.
 */
export async function makeCustomers(database: Database, count: number, malls: number): Promise<number> {
  const base = await readNumber(database, 'SELECT MAX(id) FROM customers')
  await write(database, `
    CREATE TABLE bench_customers (id BIGINT UNSIGNED PRIMARY KEY, mall INT, name VARCHAR(100), type VARCHAR(16), address VARCHAR(255), phone VARCHAR(20) CHARACTER SET ascii, phone2 VARCHAR(20) CHARACTER SET ascii,
      contract_no VARCHAR(60), contract_amount DECIMAL(12,2), brand VARCHAR(60), category VARCHAR(60), created_at DATETIME(3)) AS
    SELECT ${base} + s.seq AS id, FLOOR(${malls} * POW(RAND(1), 2)) AS mall,
      IF(RAND(2) < 0.08, CONCAT(${character(GIVEN, 'RAND(21)')}, ${character(GIVEN, 'RAND(22)')}, ${pick(['酒店管理公司', '公寓运营公司', '置业公司', '办公服务公司', '民宿管理公司'], 'RAND(23)')}),
        CONCAT(${character(SURNAMES, 'POW(RAND(3), 1.8)')}, ${character(GIVEN, 'RAND(4)')}, IF(RAND(5) < 0.8, ${character(GIVEN, 'RAND(6)')}, ''))) AS name,
      IF(RAND(2) < 0.08, 'company', 'individual') AS type,
      CONCAT(${pick(ROADS, 'RAND(7)')}, ' ', 1 + FLOOR(RAND(8) * 388), ' 号 ', ${pick(COMMUNITIES, 'RAND(9)')}, ' ', 1 + FLOOR(RAND(10) * 30), ' 栋 ', 1 + FLOOR(RAND(12) * 30), '0', 1 + FLOOR(RAND(13) * 4)) AS address,
      CONCAT('1', ${pick(['30', '33', '35', '36', '38', '39', '50', '51', '52', '58', '59', '70', '77', '80', '86', '87', '88', '89'], 'RAND(14)')}, LPAD(FLOOR(RAND(15) * 100000000), 8, '0')) AS phone,
      IF(RAND(16) < 0.24, CONCAT('1', ${pick(['31', '37', '53', '55', '82', '85', '99'], 'RAND(17)')}, LPAD(FLOOR(RAND(18) * 100000000), 8, '0')), NULL) AS phone2,
      CONCAT(${pick(['LZ', 'SL', 'YJ', 'HC', 'QY', 'WC', 'BS', 'YS'], 'RAND(19)')}, LPAD(22 + FLOOR(RAND(20) * 5), 2, '0'), '-', LPAD(1 + FLOOR(RAND(24) * 12), 2, '0'), '-', LPAD(s.seq, 7, '0')) AS contract_no,
      ROUND(800 + POW(RAND(25), 3) * 90000, 2) AS contract_amount, ${pick(BRANDS, 'RAND(26)')} AS brand, ${pick(CATEGORIES, 'RAND(27)')} AS category,
      '2026-01-01' - INTERVAL FLOOR(RAND(28) * 1200) DAY AS created_at
    FROM seq_1_to_${count} s`)
  // Households that share a number: whoever calls from it has two cards.
  await write(database, `UPDATE bench_customers c JOIN bench_customers d ON d.id = c.id - 1 SET c.phone = d.phone WHERE c.id % 40 = 0 AND d.id > ${base}`)
  let rows = await write(database, `INSERT INTO customers (id, name, type, province, city, district, address, mall_id, version, created_at, updated_at)
    SELECT c.id, c.name, c.type, o.province, o.city, o.district, c.address, o.id, 1, c.created_at, c.created_at FROM bench_customers c JOIN bench_malls m ON m.ordinal = c.mall JOIN organisations o ON o.id = m.id`)
  rows += await write(database, 'INSERT INTO customer_phones (customer_id, digits, reversed, position) SELECT id, phone, REVERSE(phone), 0 FROM bench_customers')
  rows += await write(database, 'INSERT INTO customer_phones (customer_id, digits, reversed, position) SELECT id, phone2, REVERSE(phone2), 1 FROM bench_customers WHERE phone2 IS NOT NULL AND phone2 <> phone')
  rows += await write(database, `INSERT INTO contracts (customer_id, number, amount, order_no, mall_id, brand, category, installed_on)
    SELECT c.id, c.contract_no, c.contract_amount, CONCAT('SO', LPAD(c.id, 9, '0')), m.id, c.brand, c.category, DATE(c.created_at) FROM bench_customers c JOIN bench_malls m ON m.ordinal = c.mall`)
  rows += await write(database, `INSERT INTO contracts (customer_id, number, amount, order_no, mall_id, brand, category, installed_on)
    SELECT c.id, CONCAT(c.contract_no, '-2'), c.contract_amount, NULL, m.id, c.brand, c.category, DATE(c.created_at) FROM bench_customers c JOIN bench_malls m ON m.ordinal = c.mall WHERE c.id % 3 = 0`)
  return rows
}

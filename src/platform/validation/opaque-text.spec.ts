import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { containsEncodedFile } from './embedded-file-detection.js';
import { isOpaque } from './opaque-text.js';
import { minCpuMsOf } from '../../../test/support/cpu-time.js';

const pngBytes = 9332;
const maxNarrative = 20_000;
const latin = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const base85 = `0123456789${latin}${latin.toLowerCase()}!#$%&()*+-;<=>?@^_\`{|}~`;
const z85 = `0123456789${latin.toLowerCase()}${latin}.-:+=^!/*?&<>()[]{}@%$#`;
const ascii85 = Array.from({ length: 85 }, (_, at) => String.fromCharCode(33 + at)).join('');

/** Returns high-entropy bytes, as compression produces, the same in every run. */
function noise(size: number, seed: string): Buffer {
  const parts = Array.from({ length: Math.ceil(size / 32) }, (_, at) =>
    createHash('sha256').update(`${seed}${at}`).digest(),
  );
  return Buffer.concat(parts).subarray(0, size);
}

function picture(): Buffer {
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), noise(pngBytes - 16, 'picture')]);
}

/** Bytes without a known head, as of an encrypted file or an unknown format. */
const headless = noise(pngBytes, 'headless');

const inWords = (text: string, width: number, by = ' '): string =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, at) => text.slice(at * width, (at + 1) * width)).join(by);
const reversed = (text: string): string => Array.from(text).reverse().join('');

function inGroups(bytes: Buffer, alphabet: string): string {
  let text = '';
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const digits = Array.from({ length: 5 }, (_, place) => Math.floor(bytes.readUInt32BE(at) / 85 ** (4 - place)) % 85);
    text += digits.map((digit) => alphabet.charAt(digit)).join('');
  }
  return text;
}

function inBase32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => `${latin}234567`.charAt(parseInt(five, 2))).join('');
}

const inCodePoints = (bytes: Buffer, first: number): string =>
  Array.from(bytes, (byte) => String.fromCodePoint(first + byte)).join('');

const encodings: Readonly<Record<string, (bytes: Buffer) => string>> = {
  'base64 in words of 22': (bytes) => inWords(bytes.toString('base64'), 22),
  'base64 in words of 4': (bytes) => inWords(bytes.toString('base64'), 4),
  'base64 with a hyphen after every third symbol': (bytes) => inWords(bytes.toString('base64'), 3, '-'),
  'base64 with a full stop after every symbol': (bytes) => inWords(bytes.toString('base64'), 1, '.'),
  'base64 in full-width letters': (bytes) =>
    inWords(
      bytes.toString('base64').replace(/[!-~]/g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) + 0xfee0)),
      22,
    ),
  'base64 with a zero-width space in every word': (bytes) =>
    inWords(inWords(bytes.toString('base64'), 11, '\u200b'), 23),
  'base64 with a Hangul filler in every word': (bytes) => inWords(inWords(bytes.toString('base64'), 11, '\u3164'), 23),
  'reversed base64, 59 a line': (bytes) => inWords(reversed(bytes.toString('base64')), 59, '\n'),
  'reversed base64 in words of 22': (bytes) => inWords(reversed(bytes.toString('base64')), 22),
  'base32 in words of 20': (bytes) => inWords(inBase32(bytes), 20),
  'base32 in lower case, in words of 9': (bytes) => inWords(inBase32(bytes).toLowerCase(), 9),
  'hexadecimal in words of 22': (bytes) => inWords(bytes.toString('hex'), 22),
  'reversed hexadecimal in words of 22': (bytes) => inWords(reversed(bytes.toString('hex')), 22),
  'sixteen letters in words of 7': (bytes) =>
    inWords(
      bytes.toString('hex').replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16))),
      7,
    ),
  base85: (bytes) => inGroups(bytes, base85),
  'base85 in words of 10': (bytes) => inWords(inGroups(bytes, base85), 10),
  'reversed base85': (bytes) => reversed(inGroups(bytes, base85)),
  z85: (bytes) => inGroups(bytes, z85),
  ascii85: (bytes) => `<~${inGroups(bytes, ascii85)}~>`,
  'ascii85 in lines of 75': (bytes) => inWords(inGroups(bytes, ascii85), 75, '\n'),
  'a letter of Latin Extended a byte': (bytes) => inCodePoints(bytes, 0x100),
  'a Chinese character a byte': (bytes) => inCodePoints(bytes, 0x4e00),
  'a pattern of Braille a byte': (bytes) => inCodePoints(bytes, 0x2800),
  'a syllable of Hangul a byte': (bytes) => inCodePoints(bytes, 0xac00),
  'one of 32,768 characters for 15 bits': (bytes) =>
    Array.from({ length: bytes.length / 2 }, (_, at) =>
      String.fromCodePoint(0x4e00 + (bytes.readUInt16BE(at * 2) % 0x5000)),
    ).join(''),
  'a long number': (bytes) => BigInt(`0x${bytes.toString('hex')}`).toString(),
  'bits in words of 8': (bytes) => Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join(' '),
};

describe('text with 9,332 bytes of a picture is rejected', () => {
  it.each(Object.keys(encodings))('in %s', (name) => {
    const encode = encodings[name] as (bytes: Buffer) => string;

    for (const bytes of [picture(), headless]) {
      const encoded = encode(bytes).slice(0, maxNarrative);

      expect(containsEncodedFile(encoded)).toBe(true);
      expect(containsEncodedFile(`${english}\n${encoded.slice(0, 4000)}\n${english}`)).toBe(true);
    }
  });

  it('in base64 with a sentence after each line', () => {
    const mixed = inWords(headless.toString('base64'), 40, ' and then the person wrote to the child again that ');

    expect(containsEncodedFile(mixed.slice(0, maxNarrative))).toBe(true);
  });

  it('as invisible characters', () => {
    const selectors = Array.from(picture(), (byte) => String.fromCodePoint(0xe0100 + (byte % 0xf0))).join('');

    expect(containsEncodedFile(`Seen.${selectors.slice(0, 2000)}`)).toBe(true);
    expect(containsEncodedFile(english.replace(/\w/g, '$&\u200b'))).toBe(true);
  });

  it('as numbers of forty digits, without a letter', () => {
    const digits = BigInt(`0x${noise(400, 'digits').toString('hex')}`).toString();

    expect(isOpaque(inWords(digits, 40))).toBe(true);
    expect(isOpaque(inWords(digits, 30))).toBe(false);
  });

  it('as hexadecimal cut to the length of a hash', () => {
    for (const width of [32, 40, 64, 128]) {
      expect(containsEncodedFile(inWords(picture().toString('hex'), width, '\n'))).toBe(true);
      expect(containsEncodedFile(inWords(reversed(picture().toString('hex')), width, '\n'))).toBe(true);
    }
  });
});

describe('the head of a file is recognized from few symbols', () => {
  it.each([
    'base64 in words of 22',
    'base64 in words of 4',
    'base64 with a hyphen after every third symbol',
    'base64 with a full stop after every symbol',
    'base64 in full-width letters',
    'reversed base64 in words of 22',
    'base32 in words of 20',
    'hexadecimal in words of 22',
    'reversed hexadecimal in words of 22',
    'base85',
    'base85 in words of 10',
    'reversed base85',
    'z85',
    'ascii85 in lines of 75',
    'a letter of Latin Extended a byte',
  ])('in %s', (name) => {
    expect(containsEncodedFile(`The file: ${encodings[name]?.(picture().subarray(0, 60)) ?? ''}`)).toBe(true);
  });
});

const english = `On 03/14/2018 at approximately 1530 hours I, Det. M. Okafor #4471, was assigned CyberTip 31558802. The provider reported that the user
"lonestar_dad77" uploaded two files on 02/27/2018 at 23:41:07 UTC from IP 203.0.113.45 (Cox Communications, Omaha, NE). I reviewed the hash values
only and confirmed that both are listed. On 03/15/2018 I served an administrative subpoena on the provider for subscriber information; the return of
03/22/2018 named an address on N. 72nd St., Apt 4B. A check of NCIC and NCJIS showed one registered vehicle, a gray 2009 Honda Accord, NE plate
WKD-482. Surveillance on 03/24 and 03/27 between 0600 and 0930 hrs saw W/M, approx. 45 y/o, 5'11", 190 lbs leave alone. His Xbox gamertag is
xX_Qu1ckSc0pe_Xx and his Kik is "j.smith_1979". The reporting party (grandmother) said that the child told her of "a man on the game" who offered
V-Bucks. An interview at Project Harmony was set for 04/02/2018 at 10:00. I requested a search warrant, CR18-1182, which Judge Kowalczyk signed.
Items seized: iPhone 8 (IMEI 356766080123456), Toshiba laptop S/N 7E123456K, three SanDisk thumb drives, a Synology DS218+. Chain of custody: items
1 to 6 to Evidence Rm. 2, locker B-17. I spoke to AUSA Nguyen, who asked for the complete Facebook return (18 U.S.C. 2703(d)) by 05/01/2018.
`;

const spanish = `El día 14 de marzo de 2018, aproximadamente a las 15:30 horas, se recibió en esta unidad la denuncia número 2018-004471 de la señora Yolanda
Echeverría Muñoz, vecina de Hialeah, quien manifestó que su hija de trece años recibía mensajes de un adulto que usaba el perfil "el_guero_2009" en un
videojuego. Según la declaración de la menor, el sujeto le pidió que cambiara a WhatsApp (número +52 55 5123 4567) y le ofreció dinero por medio de
Western Union. El investigador solicitó a la compañía la conservación de los datos de la cuenta durante noventa días y pidió la dirección IP del último
acceso. La respuesta llegó el 22 de marzo; la dirección 198.51.100.77 corresponde a un domicilio de la calle Ocho, piso 3.º, puerta izquierda. Se realizó
vigilancia los días 24 y 27, y se observó salir a un varón de unos cuarenta y cinco años en un Nissan Sentra gris, matrícula JXK 8821. El juez autorizó
el registro; se intervinieron un teléfono Huawei P10, dos memorias USB y un ordenador portátil Lenovo. La menor fue entrevistada por una psicóloga del
centro de atención, acompañada por su madre. El detenido pasó a disposición judicial el 3 de abril y se acogió a su derecho a no declarar.
`;

const otherLanguages: Readonly<Record<string, string>> = {
  Chinese: `二〇一八年三月十四日下午,本局接到一名母亲的报案,称其十三岁的女儿在一款手机游戏中收到一名成年男子的消息。该男子自称是大学生,要求女孩把聊天转到微信,并答应给她买游戏里的装备。母亲发现后保留了全部聊天记录,并把手机交给了警察。侦查员向公司发出了保存数据的要求,三月二十二日收到答复,最后一次登录的地址属于城西的一处公寓。三月二十四日和二十七日,两名警员在附近观察,看到一名四十多岁的男子独自离开,开一辆灰色的轿车。法官于四月一日签发了搜查令。当天早上六点,侦查员在他的房间里找到两部手机、一台电脑和三个存储卡,全部封存并送到实验室。嫌疑人没有回答问题,要求见律师。女孩在儿童中心由专业人员谈话,她说那个人从来没有见过她,但是知道她的学校和她住的街道。母亲说,她担心别的孩子也收到过同样的消息,因为女儿的两个同学也玩这个游戏。侦查员已经和学校联系,并请老师告诉家长怎样保存消息。案件仍在调查中,检察官要求在五月以前得到全部材料。`,
  Russian: `Четырнадцатого марта 2018 года в отдел обратилась мать тринадцатилетней девочки и сообщила, что её дочь получает сообщения от взрослого мужчины, с которым познакомилась в компьютерной игре. Мужчина представился студентом, просил перейти в другой мессенджер и обещал подарить деньги. Мать сохранила переписку и передала телефон следователю. По запросу компания сообщила адрес последнего входа; он принадлежит квартире на улице Гагарина. Во время наблюдения сотрудники видели мужчину примерно сорока пяти лет, который выходил из дома один и уезжал на серой машине. Судья подписал разрешение на обыск, были изъяты два телефона и ноутбук.`,
  Arabic: `في الرابع عشر من شهر مارس تلقت الوحدة بلاغا من أم تقول إن ابنتها البالغة من العمر ثلاثة عشر عاما تتلقى رسائل من رجل بالغ تعرفت عليه في لعبة على الهاتف. قال الرجل إنه طالب في الجامعة وطلب منها أن تنتقل إلى تطبيق آخر ووعدها بأن يرسل لها المال. احتفظت الأم بجميع الرسائل وسلمت الهاتف إلى الشرطة. أرسل المحقق طلبا إلى الشركة لحفظ البيانات، ووصل الجواب بعد ثمانية أيام، وكان العنوان الأخير لشقة في وسط المدينة. راقب الضباط المكان يومين ورأوا رجلا في الخامسة والأربعين يخرج وحده في سيارة رمادية. وقع القاضي أمر التفتيش، وتم ضبط هاتفين وحاسوب محمول وثلاث بطاقات ذاكرة. لم يجب المشتبه به عن الأسئلة وطلب حضور محام.`,
  Vietnamese: `Ngày 14 tháng 3 năm 2018, đơn vị nhận được đơn tố cáo của một người mẹ cho biết con gái mười ba tuổi của bà nhận được tin nhắn của một người đàn ông trưởng thành quen qua trò chơi trên điện thoại. Người này tự xưng là sinh viên, yêu cầu em chuyển sang ứng dụng khác và hứa gửi tiền. Người mẹ đã giữ lại toàn bộ tin nhắn và giao điện thoại cho cảnh sát. Điều tra viên gửi yêu cầu lưu giữ dữ liệu đến công ty; địa chỉ đăng nhập cuối cùng thuộc về một căn hộ ở phía tây thành phố. Hai cảnh sát đã theo dõi và thấy một người đàn ông khoảng bốn mươi lăm tuổi rời khỏi nhà một mình.`,
  German: `Am 14. März 2018 meldete eine Mutter, dass ihre dreizehnjährige Tochter in einem Handyspiel Nachrichten von einem erwachsenen Mann erhielt. Er gab sich als Student aus, wollte den Kontakt in einem anderen Dienst fortsetzen und versprach Geld. Die Mutter sicherte den Verlauf und übergab das Telefon. Auf das Auskunftsersuchen nannte der Anbieter die Anschrift des letzten Zugriffs, eine Wohnung in der Donaudampfschifffahrtsstraße. Bei der Beobachtung sahen die Beamten einen etwa fünfundvierzig Jahre alten Mann das Haus allein verlassen. Das Amtsgericht ordnete die Durchsuchung an; sichergestellt wurden zwei Telefone, ein Rechner und drei Speicherkarten.`,
};

const hash = (algorithm: string, of: number, encoding: 'hex' | 'base64' = 'hex'): string =>
  createHash(algorithm).update(`value ${of}`).digest(encoding);
const list = (count: number, item: (at: number) => string, by = '\n'): string =>
  Array.from({ length: count }, (_, at) => item(at)).join(by);
const token = (at: number, length: number): string => noise(length, `token ${at}`).toString('base64').slice(0, length);
const dashed = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
const handles = [
  'lonestar_dad',
  'el_guero',
  'quicksc0pe',
  'jessica.m',
  'coolkid',
  'xX_shadow_Xx',
  'unknownUser',
  'fortniteFan',
  'b1gt3x',
  'sk8rboi',
];
const says = [
  'hey u up',
  'how old r u',
  'im 13 lol',
  'can u keep a secret??',
  'dont tell ur mom',
  'k',
  'brb 2 min',
  'lmaooo',
  'where do u live',
  'wanna trade',
];

const headersOfMail = `Delivered-To: reports@omahapd.example
Received: by 2002:a05:6402:358b:b0:54c:9a7d:6e2b with SMTP id y11csp1234567edc;
        Wed, 14 Mar 2018 15:30:21 -0700 (PDT)
X-Google-Smtp-Source: ${token(1, 68)}
X-Received: by 2002:a17:907:7e92:b0:a28:f771:eb3a with SMTP id qb18-20020a1709077e9200b00a28f771eb3amr1234567ejc.12.1521066621117;
ARC-Seal: i=1; a=rsa-sha256; t=1521066621; cv=none;
        d=google.com; s=arc-20160816;
        b=${inWords(token(2, 342), 70, '\n         ')}==
ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=google.com; s=arc-20160816;
        h=to:subject:message-id:date:from:mime-version:dkim-signature;
        bh=${hash('sha256', 3, 'base64')};
        b=${inWords(token(4, 342), 70, '\n         ')}==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=gmail.com; s=20161025;
        bh=${hash('sha256', 5, 'base64')};
        b=${inWords(token(6, 342), 70, '\n         ')}==
X-Gm-Message-State: ${token(7, 92)}
Message-ID: <CAD8xQ=${token(8, 40)}@mail.gmail.com>
From: "J. Smith" <j.smith1979@gmail.com>
To: reports@omahapd.example
Subject: Re: pictures of the account
Content-Type: text/plain; charset="UTF-8"
`;

describe('text of casework is accepted', () => {
  it('in English and in Spanish, at any length of a narrative', () => {
    for (const narrative of [english, spanish]) {
      expect(containsEncodedFile(narrative)).toBe(false);
      expect(containsEncodedFile(narrative.repeat(30).slice(0, maxNarrative))).toBe(false);
      expect(containsEncodedFile(narrative.toUpperCase())).toBe(false);
      expect(containsEncodedFile(narrative.replace(/[^\p{L}]/gu, ''))).toBe(narrative === english);
    }
  });

  it.each(Object.keys(otherLanguages))('in %s', (language) => {
    expect(containsEncodedFile(otherLanguages[language] ?? '')).toBe(false);
  });

  it.each(['md5', 'sha1', 'sha256', 'sha384', 'sha512'])('with a list of hashes by %s', (algorithm) => {
    const hashes = list(
      150,
      (at) => `${at + 1}. IMG_${at + 1000}.jpg, ${algorithm.toUpperCase()}: ${hash(algorithm, at)}`,
    );

    expect(containsEncodedFile(`${english}${hashes}\n${english}`.slice(0, maxNarrative))).toBe(false);
    expect(containsEncodedFile(list(150, (at) => `${hash(algorithm, at).toUpperCase()};known;${at}`))).toBe(false);
  });

  it('with PhotoDNA hashes, in base64, in hexadecimal and in numbers', () => {
    const photoDna = (at: number): Buffer => noise(144, `photo ${at}`);

    expect(containsEncodedFile(english + list(40, (at) => photoDna(at).toString('base64')))).toBe(false);
    expect(containsEncodedFile(english + list(40, (at) => photoDna(at).toString('hex')))).toBe(false);
    expect(containsEncodedFile(english + list(20, (at) => Array.from(photoDna(at)).join(',')))).toBe(false);
  });

  it.each<[string, (at: number) => string]>([
    [
      'addresses and times',
      (at) => `2018-03-${10 + (at % 20)}T0${at % 10}:41:07Z 203.0.113.${at % 256}:${40_000 + at} login success`,
    ],
    [
      'IPv6 addresses',
      (at) => `2001:db8:${hash('md5', at).match(/.{4}/g)?.slice(0, 6).join(':') ?? ''} 2018-03-14 23:41:07 UTC`,
    ],
    ['shortened IPv6 addresses', (at) => `2600:1700:${hash('md5', at).slice(0, 4)}::${hash('md5', at).slice(4, 8)}`],
    ['MAC addresses', (at) => hash('md5', at).slice(0, 12).match(/../g)?.join(':') ?? ''],
    ['UUIDs', (at) => dashed(hash('sha256', at))],
    [
      'links with numbers',
      (at) => `https://www.snapchat.com/add/${handles[at % 10] ?? ''}${at}?share_id=${1000 + at}&locale=en_US`,
    ],
    ['links to profiles', (at) => `https://www.facebook.com/profile.php?id=1000${String(at * 7919).padStart(11, '0')}`],
    ['names of accounts', (at) => `${handles[at % 10] ?? ''}${at * 37}`],
    ['e-mail addresses', (at) => `${handles[at % 10] ?? ''}.${at * 37}@example.com`],
    ['telephone numbers', (at) => `+1 (402) 555-${String(1000 + at)}`],
    ['amounts and cards', (at) => `4111 1111 1111 ${1000 + at} $${at}.00 Western Union MTCN 123456${1000 + at}`],
    ['chat', (at) => `[3/14/18, 3:${10 + (at % 50)}:07 PM] ${handles[at % 10] ?? ''}: ${says[(at * 7) % 10] ?? ''} 😂`],
    ['file names', (at) => `C:\\Users\\dad\\AppData\\Local\\Temp\\IMG_20180314_1530${10 + at}.jpg\t${at * 2048} bytes`],
  ])('with a list of %s', (_, item) => {
    expect(containsEncodedFile(list(300, item).slice(0, maxNarrative))).toBe(false);
    expect(containsEncodedFile(`${english}\n${list(300, item)}`.slice(0, maxNarrative))).toBe(false);
  });

  it('with the header fields of a mail, signatures included', () => {
    expect(containsEncodedFile(headersOfMail)).toBe(false);
    expect(containsEncodedFile(english + headersOfMail + spanish)).toBe(false);
  });

  it('with the fingerprint of a PGP key, while an armored block is rejected as opaque', () => {
    const fingerprint = 'Key fingerprint = 3F17 7A4B 9C0D E215 88AA 0C1D 5B6E 7F80 91A2 B3C4';
    const armoured = inWords(noise(1200, 'key').toString('base64'), 64, '\n');

    expect(containsEncodedFile(`${english}${fingerprint}`)).toBe(false);
    expect(containsEncodedFile(`-----BEGIN PGP MESSAGE-----\n\n${armoured}\n=a1Bc\n-----END PGP MESSAGE-----`)).toBe(
      true,
    );
  });
});

describe('the letter statistic', () => {
  it('requires 512 letters, and does not recognize shorter encodings without a known head', () => {
    expect(isOpaque(inWords(headless.toString('base64').slice(0, 560), 22))).toBe(false);
    expect(isOpaque(inWords(headless.toString('base64').slice(0, 700), 22))).toBe(true);
  });

  it('does not recognize an encrypted file cut into hashes, because a case may contain only hashes', () => {
    expect(containsEncodedFile(inWords(headless.toString('hex'), 64, '\n'))).toBe(false);
  });

  it('takes time proportional to the length, for any content', () => {
    const texts = [
      english,
      inWords('a1b2c3d4e5f6g7h8i9j0k1l2m3 a a ', 31),
      '.'.repeat(1999) + 'a',
      'b='.repeat(1000),
      'a b 1 '.repeat(300),
    ];

    for (const text of texts) {
      // A quadratic search takes two hundred times as long. The limit has an order of magnitude of room to both sides.
      const ofShort = minCpuMsOf(() => {
        for (let count = 0; count < 200; count += 1) containsEncodedFile(text);
      });
      expect(minCpuMsOf(() => containsEncodedFile(text.repeat(200)))).toBeLessThan(ofShort * 15);
    }
  });
});

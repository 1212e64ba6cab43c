// Two lists of 1,024 words each: ten bits a word. A word's place is its value, so a list never changes once codes are out.

/** Vietnamese syllables without tone marks, so that any keyboard writes them; any tone is read the same. */
export const vietnameseWords: readonly string[] = `
ai am an ang anh ap at au ay ba bac bach bai bam ban bang banh bao bap bat bau bay be ben beng beo
bi bia bich biem bien biet bieu bim bin binh bo boa boan boc boi bom bon bong bop bot bu bua buc bui
bum bun bung buoc buom buon buong but buu by ca cach cai cam can cang canh cao cap cat cay cha chac
chai cham chan chang chanh chao chap chat chau chay che chen cheng cheo chep cheu chi chia chich
chiem chien chieng chieu chim chin chinh choa choan choc choi chon chop chot chu chua chuan chuc
chum chun chung chuong chup chuyen co coa coan coc coi con cong cop cot cu cua cui cum cun cung cuoc
cuoi cuu da dac dan dang danh dao dap dat day de dec dem den deng det deu dia dich diem dien diep
dieu din dinh diu do doa doai doan doanh doc doi dom don dong dop dot dua duc due dum dun dung duoc
duoi duong duu duy duyen duyet dy em en eo ep et ga gach gai gam gan gang ganh gao gap gay ghen
gheng ghenh gheo ghi ghia ghich ghiem ghinh gia giac giai giam gian giang gianh giao giap giat giau
giay giem gien gieng gieo giia giich giiem giinh gio gioa gioan gioc gioi gion giong giop giot giu
giua giuc gium giun giung giuoc giuong go goa goan goc goi gom gon gong gop got gu gua gui gum gun
gung guoi guong ha hac ham han hang hanh hao hap hat hau hay he hem hen heng heo het hia hich hiem
hien hieu him hinh hiu ho hoa hoac hoach hoai hoan hoang hoanh hoat hoc hoe hoi hom hong hop hot hu
hua huan huc hue hum hun hung huoi huong huu huy huyen huynh hy ich in ke kem ken keng kenh keo kep
ket kha khac khai kham khan khang khanh khao khap khat khau khay khe khen kheng kheo khi khia khich
khiem khieng khinh kho khoa khoai khoan khoang khoc khoe khoen khoi khon khong khop khot khu khua
khuat khuc khue khum khun khung khuon khuong khuyen kia kich kiem kien kieng kiet kieu kim kinh kit
ky la lac lach lai lam lan lang lanh lao lap lat lau lay le lem len leng lenh leo leu lia lich liem
lien lieng liep liet lieu lim lin linh liu lo loa loai loan loc loi lom long lop lot lu lua luan
luat luc lui lum lun lung luoc luoi luon luong luot luu luy luyen ly mac mach mai mam man mang manh
mao map may mem men meng meo met mi mia mich miem mien mieu min minh mit mo moa moan moc mon mong
mop mot mua muc mui mum mun mung muoi muon muong my na nai nam nan nang nanh nao nap nat nau nay ne
nen neng nenh neo neu nga ngac ngai ngam ngan ngang nganh ngao ngap ngau ngay nghe nghen ngheng
ngheo nghi nghia nghich nghiep nghinh nghiu ngo ngoa ngoai ngoan ngoc ngoi ngon ngong ngop ngot ngua
ngum ngun ngung nguoi nguon nguong nguy nguyen nguyet nha nhac nhai nham nhan nhang nhanh nhao nhap
nhat nhau nhay nhe nhen nheng nheo nhi nhia nhich nhiem nhien nhieu nhim nhin nhinh nhiu nho nhoa
nhoan nhoc nhoi nhon nhong nhop nhot nhu nhua nhuan nhue nhum nhun nhung nhuong nhut ni nia nich
niem nien ninh no noa noan noc noi non nong nop not nu nua nue nui num nun nuoc nuong oai oc om on
ong ot pha phac phai pham phan phang phanh phao phap phat phay phe phen pheng pheo phi phia phich
phiem phien phieng phiet phim phin phinh pho phoa phoan phoc phoi phon phong phop phot phu phua phuc
phum phun phung phuoc phuong phut qua quach quai quam quan quang quanh quao quap quat quay que quen
queng queo quet qui quia quich quiem quinh quy quyen quyet ra rac rach rai ram ran rang ranh rao rap
ray re ren reng reo ri ria rich riem rieng rinh ro roa roan roang roc roi ron rong rop rot ru rua
rui rum run rung ruong rut sa sach sai sam san sang sanh sao sap sat sau say se sen seng seo set si
sia sich siem sien sim sin sinh so soa soan soc soi som son song sop sot sua suc sue sum sun sung
suoi suong sup suu sy ta tac tach tai tam tan tang tanh tao tap tat tay te tem ten teng tenh teo tep
tet tha thac thach thai tham than thang thanh thao thap that thau thay them then theng theo thi thia
thich thiem thien thieng thiet thieu thin thinh thip thit thoa thoai thoan thoc thoi thom thon thong
thop thot thu thua thuan thuat thuc thum thun thung thuoc thuong thuot thup thuy tia tich tiem tien
tieng tiep tiet tieu tim tin tip to toa toai toan toc tom ton tong top tot tra trac trach trai tram
tran trang tranh trao trap trat trau tray tre tren treng treo tri tria trich triem triet trieu trinh
triu tro troa troan troc troi tron trong trop trot tru trua truc true trum trun trung truoc truong
truy truyen try tu tua tuan tue tum tun tung tuong tuu tuy tuyen tuyet ty uc ui ung uoc uong up uy
uyen va vac vai vam van vang vanh vao vap vat vay ve ven veng veo vi via vich viec viem vien viet
vinh vo voa voan voc voi von vong vop vot vu vua vuc vum vun vung vuoc vuon vuong vy xa xac xai xam
xan xang xanh xao xap xat xay xe xem xen xeng xeo xep xet xi xia xich xiem xieng xim xin xinh xoa
xoai xoan xoc xoi xom xon xong xop xot xu xua xuan xuat xum xun xuoi xuong xuy xuyen xy yen yet yeu
`
  .trim()
  .split(/\s+/);

/** Words of three to six letters from the English list of BIP 39 (MIT, see THIRD-PARTY.md). */
export const englishWords: readonly string[] = `
able about absent absorb access accuse across act actor adapt add adjust admit advice affair afraid
again agent ahead aim aisle alarm alert alien alley allow alone also alter among amount anchor anger
angry animal annual any apart apple april arctic area argue arm armor arrest arrive art artist
aspect asset assume asthma attend august aunt auto autumn awake aware awful axis bacon bag ball
banana banner barely barrel basic basket beach beauty become before begin behind below bench best
better bid bike bird birth black blade bleak bless blouse blur blush boat body bone bonus boost
border borrow bottom bounce boy brain brass brave breeze brick brief bring brisk bronze broom brush
bubble budget build bulk bundle bunker burger burst busy butter buzz cabin cactus cake call camera
camp canal candy canoe canvas car card cargo carry cart cash casino casual cat cattle cause cave
cement census chair chalk chaos charge chat check cheese cherry chest child choice chunk churn
circle civil claim claw clay clerk clever client cliff clinic clock clog cloth cloud club clump
coach coast coffee coin color come comic cook cool copy coral corn cotton couch course cousin coyote
crack craft cram crash crawl crazy credit creek crisp critic cross crouch cruel crunch crush cube
cup custom cute dad damage dance dash dawn deal debate decade decide define defy delay demise denial
depart depend deputy derive design desk detect devote dial dice diesel differ dinner dirt dish
divide doctor dog domain donate donor door double dove dragon draw dream drift drill drip drive drum
dry dumb during dust duty dwarf eagle early earth easily easy edge edit egg eight elbow elder else
embark emerge empty enable end enemy engage engine enlist enough enroll enter entire equal equip
erase erode erupt escape estate evil evoke exact excess excuse exile exit exotic expect expose
extend eye fabric fade faint fall false family fan fancy fat father fee feed female fence fever
fiber field file film final find finger finish firm fiscal fish fix flag flash flat flee flight
float floor flower flush fly focus fog fold follow foot forest forget forum fossil found fox fresh
friend frog frost frown fruit fuel funny fury gadget gain game garage garden gas gasp gather gauge
genius genre ghost gift giggle girl give glance glare glide globe glory glow glue gold good gospel
gossip gown grab grain grape grass green grid grit group grunt guard guide gym habit half hammer
happy harbor harsh hat hawk head health heavy height helmet help hero hidden hill hip hire hockey
hold hollow home hood hope horror host hotel hover hub human humble hungry hunt hurry ice icon idle
ignore image immune impose inch index infant inform inject injury inner input insect inside into
invite iron issue item jacket jaguar jazz jeans jewel join joke juice jump junior junk keen keep
kick kidney kind kit kite kiwi knee knock know label ladder lady lamp laptop later latin lava law
layer leader leaf leave left legal legend lend length lesson level liar lift light limb limit lion
liquid little lizard load local lock lonely long loud lounge loyal lumber lunar luxury lyrics magic
magnet mail main make man manage manual maple march margin market mask master math matrix maze
meadow meat medal melody melt memory mercy merge merry mesh method middle mimic mind minute misery
miss mixed mobile modify mom monkey month moral mother motion mouse move much muffin muscle museum
must myself myth name napkin nasty nation near neck nephew nest net news next night noble noodle
normal nose notice novel number nurse oak obey oblige obtain ocean off offer often oil old olive
once one online open opera option orange order organ orphan other output oven over owner oxygen
ozone pact page pair palm panel panic parade parent parrot party patch path pause peace peanut pen
pencil pepper permit pet phone phrase picnic piece pigeon pill pink pipe pitch pizza planet play
please pluck plug poem poet polar pole pony post potato power praise pretty price print prison
profit proud public pulp pulse pupil puppy purse push puzzle quit quiz rabbit race radar radio rain
raise ramp random range rare rate raven raw ready real rebel recipe record reform refuse regret
reject relief rely remind render renew reopen repair report rescue result retire reveal reward
rhythm ribbon rice ride ridge right rigid riot risk ritual river road robot robust roof rookie rose
rough round royal rubber rug rule runway rural saddle sail salad salon salt same sample sauce save
scale scare scene school scout screen script sea search seat secret seed select sell sense series
setup seven shaft shed shell shift shine shiver shock shoot shop shove shrug shy side siege sign
silent silly silver since siren sister size skate ski skill skirt skull slam slice slide slim slogan
slow slush smart smile smooth snake snap snow soap social sock soft solar solve soon sorry soul
sound source south spare spawn speed spend sphere spider spike spirit split spoon sport spray spring
spy stable staff stairs stamp start state steak stem step stick still stock stone story stove strike
stuff style subway such suffer sugar summer sun sunset supply sure survey swamp swarm swear swift
swim switch symbol syrup table tackle tail talent tank tape task tattoo taxi team tell tenant tennis
term test thank theme then there they this three throw thumb tide tilt timber tiny tip tissue title
today toe token tone tongue tooth top topple torch total toward town track trade train trap travel
tray tree trend tribe trim trip truck true trust truth tube tumble tunnel turn turtle twenty twice
twist two ugly unable under unfair unfold unit unlock unveil update upon upper urban usage use
useful usual vacuum vague valley valve vanish vast vault vendor venue verify very viable video
violin visa visit vital vivid voice void vote voyage wagon walk wall want warm wasp waste wave way
weapon weasel web west wet what wheat when where wide wife wild win window wing wink winter wire
wise wolf woman wood wool work world worth wrap wrist wrong yard yellow you youth zebra zone
`
  .trim()
  .split(/\s+/);

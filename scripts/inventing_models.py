"""Invented models for samples and benchmarks: names of initiatives and of people, made from word lists, true of nobody."""

from dataclasses import dataclass, field, replace
from random import Random

FIELDS = ("kt", "vhxh", "qpan", "htct")

_STARTS = {
    "kt": (
        "Tổ liên kết", "Câu lạc bộ", "Chi hội nghề nghiệp", "Nhóm nông hộ cùng", "Vận động hội viên", "Hướng dẫn bà con",
        "Tổ đổi công", "Hỗ trợ vốn xoay vòng", "Giúp nhau", "Đồng hành cùng thanh niên", "Vườn mẫu", "Trang trại thanh niên",
    ),
    "vhxh": (
        "Vận động nhân dân", "Tổ tự quản", "Câu lạc bộ gia đình trẻ", "Mỗi tuần một buổi", "Ngày thứ bảy cùng dân", "Chung sức",
        "Nhóm tình nguyện", "Chi hội nòng cốt", "Góp tay", "Ngôi nhà chung", "Học sinh và phụ huynh", "Xóm giềng cùng nhau",
    ),
    "qpan": (
        "Tổ nhân dân", "Camera nhà dân", "Tiếng kẻng", "Đội xung kích", "Dòng họ cam kết", "Nhóm hộ liền kề",
        "Cựu chiến binh gương mẫu", "Tuổi trẻ cùng công an", "Vận động thanh niên", "Điểm trực đêm", "Chốt liên gia", "Khu trọ văn minh",
    ),
    "htct": (
        "Chi bộ cùng dân", "Một cửa tận tâm", "Đảng viên phụ trách hộ", "Buổi hẹn cuối tuần", "Tổ công nghệ số", "Nhóm cán bộ trẻ",
        "Ủy ban gần dân", "Hộp thư góp ý", "Lắng nghe từ nhà dân", "Công chức không chậm trễ", "Cán bộ mặt trận", "Sổ tay dân vận",
    ),
}  # fmt: skip
_THINGS = {
    "kt": (
        "trồng sen lấy hạt", "nuôi ếch trong vèo lưới", "trồng nấm rơm trong nhà", "nuôi vịt thả đồng", "làm nhang sạch", "đan lục bình",
        "trồng rau thủy canh", "chăn nuôi bò vỗ béo", "nuôi lươn không bùn", "trồng khoai mỡ xuất bán", "làm tương truyền thống",
        "trồng hoa cúc vụ tết", "ủ phân từ rơm rạ", "sử dụng máy cấy chung", "tưới nhỏ giọt cho vườn mít", "đưa nông sản lên sàn điện tử",
        "nuôi gà ta thả vườn", "dệt chiếu cói", "trồng bưởi da xanh", "chuyển đất lúa kém sang trồng bắp", "làm bánh tráng phơi sương",
        "trồng đinh lăng dưới tán", "nuôi cá chép giòn", "sản xuất gạo thơm đóng gói", "trồng dưa lưới nhà màng", "may gia công tại nhà",
    ),
    "vhxh": (
        "phân loại rác từ bếp", "giữ sạch bờ kênh", "nuôi heo đất khuyến học", "trồng cây bóng mát đầu ngõ", "đọc sách ở nhà văn hóa",
        "đưa học sinh qua đường", "thăm người già neo đơn", "tập dưỡng sinh buổi sáng", "sửa nhà cho hộ khó khăn", "cưới gọn nhẹ",
        "tang lễ không tiền mã", "thu gom pin cũ", "nấu cháo cho người bệnh", "đổi nhựa lấy cây giống", "dạy bơi cho trẻ em",
        "vẽ tranh trên tường rào", "treo cờ ngày lễ", "hiến máu hai lần mỗi năm", "mừng thọ tại xóm", "trồng hàng rào cây xanh",
        "thắp sáng ngõ tối", "giữ nghề hát dân ca", "góp tủ sách tuổi thơ", "tặng thẻ bảo hiểm cho hộ nghèo", "nói không với túi ni lông",
        "làm đường bê tông liên xóm", "mở lớp học hè miễn phí", "khám mắt cho người cao tuổi", "góp gạo mỗi tháng",
    ),
    "qpan": (
        "giữ yên giấc ngủ", "hòa giải từ nhà", "phòng cháy trong ngõ nhỏ", "không để con em bỏ học theo bạn xấu", "phòng chống lừa đảo qua mạng",
        "nhắc nhau đội mũ bảo hiểm", "quản lý khách trọ", "tố giác tội phạm qua điện thoại", "động viên tân binh lên đường",
        "giúp người lầm lỡ có việc làm", "tuần tra ban đêm", "giao nộp vũ khí tự chế", "giữ phà an toàn", "không đua xe", "chăm sóc phần mộ liệt sĩ",
        "không lấn chiếm lòng đường", "thăm gia đình quân nhân", "bảo vệ đường điện",
    ),
    "htct": (
        "trả kết quả tại nhà", "hướng dẫn nộp hồ sơ trực tuyến", "nghe dân nói mỗi tháng một lần", "sinh hoạt chuyên đề dễ hiểu",
        "đỡ đầu hộ khó khăn", "công khai việc thôn", "trả lời góp ý trong ba ngày", "kết nạp đảng viên trẻ", "giúp người già làm căn cước",
        "giám sát công trình nhỏ", "xin lỗi khi trễ hẹn", "hòa giải ở cơ sở", "đối thoại với thanh niên", "gửi thư chúc mừng khai sinh",
        "cài ứng dụng dịch vụ công", "nêu gương hiến kế", "tiếp dân ngoài giờ", "gắn kết chi đoàn trong xưởng may",
    ),
}  # fmt: skip
_TAILS = (
    "", "", "", "gắn với nông thôn mới", "cùng hội viên", "trong năm học mới", "mùa nước nổi", "của người cao tuổi", "ở khu dân cư",
    "không dùng tiền mặt", "từ nguồn xã hội hóa", "vì cộng đồng", "bền vững", "theo nhóm mười hộ", "qua nhóm Zalo", "dịp cuối tuần",
)  # fmt: skip
_PLACES = (
    "Bình An", "Đông Hưng", "Tân Lợi", "Hòa Bình", "Thạnh Phú", "Phú Mỹ", "Long Thới", "An Hòa", "Vĩnh Lộc", "Trung Tâm", "Cầu Ván", "Gò Đình",
    "Bến Đò", "Chợ Cũ", "Đồng Nội", "Ao Sen", "Nhà Thờ", "Cây Đa", "Lò Gạch", "Bãi Bồi",
)  # fmt: skip
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý")
_MIDDLE = {"ông": ("Văn", "Hữu", "Công", "Minh", "Quốc"), "bà": ("Thị", "Ngọc", "Kim", "Thanh", "Bích")}
_GIVEN = {
    "ông": ("Lộc", "Thành", "Phước", "Tài", "Khôi", "Sang", "Đạt", "Hiển", "Nghĩa", "Tấn", "Vinh"),
    "bà": ("Hạnh", "Sương", "Lài", "Nhàn", "Mận", "Thắm", "Diễm", "Yến", "Nga", "Lựu", "Xuân"),
}
VILLAGE = {"nam": ("ấp", "khu phố"), "bắc": ("thôn", "tổ dân phố")}


@dataclass(frozen=True, slots=True)
class Item:
    """One model as its sender writes it. Codes are of `data/vocabulary.toml`; an empty text is not written anywhere."""

    name: str = ""
    unit: str = ""
    field: str = ""
    holder: str = ""
    level: str = ""
    origin: str = ""
    stage: str = ""
    note: str = ""


@dataclass
class Inventor:
    """Draws names that never repeat. The same seed draws the same names."""

    seed: str
    region: str = "nam"
    _taken: set[str] = field(default_factory=set)
    rng: Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)

    @property
    def village(self) -> str:
        """A village or a street group: text, not a unit."""
        kind = VILLAGE[self.region][self.rng.random() < 0.15]
        return f"{kind} {self.rng.choice(_PLACES)}" if self.rng.random() < 0.5 else f"{kind} {self.rng.randint(1, 9)}"

    @property
    def person(self) -> str:
        """An invented person with the word of address."""
        address = self.rng.choice(("ông", "bà"))
        return f"{address} {self.rng.choice(_FAMILY)} {self.rng.choice(_MIDDLE[address])} {self.rng.choice(_GIVEN[address])}"

    def name(self, code: str, *, local: bool = True) -> str:
        """A name for a model of the field that was not drawn before."""
        while True:
            words = [self.rng.choice(_STARTS[code]), self.rng.choice(_THINGS[code]), self.rng.choice(_TAILS)]
            if local and self.rng.random() < 0.4:
                words.append(self.village)
            drawn = " ".join(filter(None, words))
            key = drawn.casefold()
            if key not in self._taken:
                self._taken.add(key)
                return f"“{drawn}”" if self.rng.random() < 0.3 else drawn

    def named(self, item: Item, *, local: bool = True) -> Item:
        """The item with a name, and with the person where an individual holds it."""
        note = f"Hộ {self.person}" if item.holder == "canhan" and self.rng.random() < 0.7 else item.note
        return replace(item, name=self.name(item.field or self.rng.choice(FIELDS), local=local), note=note)

    def deal(self, items: list[Item], units: list[str], least: int = 2) -> dict[str, list[Item]]:
        """All items, in any order, dealt to the units unevenly, at least `least` to each."""
        pack = self.rng.sample(items, len(items))
        hands = {unit: [pack.pop() for _ in range(least)] for unit in units}
        weights = [self.rng.uniform(0.4, 1.6) for _ in units]
        for item in pack:
            hands[self.rng.choices(units, weights)[0]].append(item)
        return hands


def bag(counts: dict[str, int], **rest: str) -> list[Item]:
    """As many items of each field as `counts` says, alike in the rest."""
    return [Item(field=code, **rest) for code, count in counts.items() for _ in range(count)]


def marked(items: list[Item], count: int, rng: Random, **change: str) -> list[Item]:
    """The items, `count` of them changed."""
    chosen = set(rng.sample(range(len(items)), count))
    return [replace(item, **change) if place in chosen else item for place, item in enumerate(items)]

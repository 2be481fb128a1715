"""Units of the registers as they stood before 1/7/2025, as far as samples and benchmarks need them: real names."""


def _read(lines: str) -> dict[str, tuple[str, ...]]:
    """Districts with their communes, from lines like `Huyện Châu Thành: Thị trấn Tầm Vu, Xã Bình Quới`."""
    told = (line.split(": ") for line in lines.strip().replace("\n  ", " ").splitlines())
    return {district: tuple(communes.split(", ")) for district, communes in told}


LONG_AN = _read("""
Thành phố Tân An: Phường 5, Phường 4, Phường Tân Khánh, Phường 1, Phường 3, Phường 7, Phường 6, Xã Hướng Thọ Phú, Xã
  Nhơn Thạnh Trung, Xã Lợi Bình Nhơn, Xã Bình Tâm, Phường Khánh Hậu, Xã An Vĩnh Ngãi
Thị xã Kiến Tường: Phường 1, Phường 2, Xã Thạnh Trị, Xã Bình Hiệp, Xã Bình Tân, Xã Tuyên Thạnh, Phường 3, Xã Thạnh
  Hưng
Huyện Tân Hưng: Thị trấn Tân Hưng, Xã Hưng Hà, Xã Hưng Điền B, Xã Hưng Điền, Xã Thạnh Hưng, Xã Hưng Thạnh, Xã Vĩnh
  Thạnh, Xã Vĩnh Châu B, Xã Vĩnh Lợi, Xã Vĩnh Đại, Xã Vĩnh Châu A, Xã Vĩnh Bửu
Huyện Vĩnh Hưng: Thị trấn Vĩnh Hưng, Xã Hưng Điền A, Xã Khánh Hưng, Xã Thái Trị, Xã Vĩnh Trị, Xã Thái Bình Trung, Xã
  Vĩnh Bình, Xã Vĩnh Thuận, Xã Tuyên Bình, Xã Tuyên Bình Tây
Huyện Mộc Hóa: Xã Bình Hòa Tây, Xã Bình Thạnh, Xã Bình Hòa Trung, Xã Bình Hòa Đông, Thị trấn Bình Phong Thạnh, Xã Tân
  Lập, Xã Tân Thành
Huyện Tân Thạnh: Thị trấn Tân Thạnh, Xã Bắc Hòa, Xã Hậu Thạnh Tây, Xã Nhơn Hòa Lập, Xã Tân Lập, Xã Hậu Thạnh Đông, Xã
  Nhơn Hòa, Xã Kiến Bình, Xã Tân Thành, Xã Tân Bình, Xã Tân Ninh, Xã Nhơn Ninh, Xã Tân Hòa
Huyện Thạnh Hóa: Thị trấn Thạnh Hóa, Xã Tân Hiệp, Xã Thuận Bình, Xã Thạnh Phước, Xã Thạnh Phú, Xã Thuận Nghĩa Hòa, Xã
  Thủy Đông, Xã Thủy Tây, Xã Tân Tây, Xã Tân Đông, Xã Thạnh An
Huyện Đức Huệ: Thị trấn Đông Thành, Xã Mỹ Quý Đông, Xã Mỹ Thạnh Bắc, Xã Mỹ Quý Tây, Xã Mỹ Thạnh Tây, Xã Mỹ Thạnh Đông,
  Xã Bình Thành, Xã Bình Hòa Bắc, Xã Bình Hòa Hưng, Xã Bình Hòa Nam, Xã Mỹ Bình
Huyện Đức Hòa: Thị trấn Hậu Nghĩa, Thị trấn Hiệp Hòa, Thị trấn Đức Hòa, Xã Lộc Giang, Xã An Ninh Đông, Xã An Ninh Tây,
  Xã Tân Mỹ, Xã Hiệp Hòa, Xã Đức Lập Thượng, Xã Đức Lập Hạ, Xã Tân Phú, Xã Mỹ Hạnh Bắc, Xã Đức Hòa Thượng, Xã Hòa
  Khánh Tây, Xã Hòa Khánh Đông, Xã Mỹ Hạnh Nam, Xã Hòa Khánh Nam, Xã Đức Hòa Đông, Xã Đức Hòa Hạ, Xã Hựu Thạnh
Huyện Bến Lức: Thị trấn Bến Lức, Xã Thạnh Lợi, Xã Lương Bình, Xã Thạnh Hòa, Xã Lương Hòa, Xã Tân Bửu, Xã An Thạnh, Xã
  Bình Đức, Xã Mỹ Yên, Xã Thanh Phú, Xã Long Hiệp, Xã Thạnh Đức, Xã Phước Lợi, Xã Nhựt Chánh
Huyện Thủ Thừa: Thị trấn Thủ Thừa, Xã Long Thạnh, Xã Tân Thành, Xã Long Thuận, Xã Mỹ Lạc, Xã Mỹ Thạnh, Xã Bình An, Xã
  Nhị Thành, Xã Mỹ An, Xã Bình Thạnh, Xã Mỹ Phú, Xã Tân Long
Huyện Tân Trụ: Thị trấn Tân Trụ, Xã Tân Bình, Xã Quê Mỹ Thạnh, Xã Lạc Tấn, Xã Bình Trinh Đông, Xã Tân Phước Tây, Xã
  Bình Lãng, Xã Bình Tịnh, Xã Đức Tân, Xã Nhựt Ninh
Huyện Cần Đước: Thị trấn Cần Đước, Xã Long Trạch, Xã Long Khê, Xã Long Định, Xã Phước Vân, Xã Long Hòa, Xã Long Cang,
  Xã Long Sơn, Xã Tân Trạch, Xã Mỹ Lệ, Xã Tân Lân, Xã Phước Tuy, Xã Long Hựu Đông, Xã Tân Ân, Xã Phước Đông, Xã Long
  Hựu Tây, Xã Tân Chánh
Huyện Cần Giuộc: Thị trấn Cần Giuộc, Xã Phước Lý, Xã Long Thượng, Xã Long Hậu, Xã Phước Hậu, Xã Mỹ Lộc, Xã Phước Lại,
  Xã Phước Lâm, Xã Thuận Thành, Xã Phước Vĩnh Tây, Xã Phước Vĩnh Đông, Xã Long An, Xã Long Phụng, Xã Đông Thạnh, Xã
  Tân Tập
Huyện Châu Thành: Thị trấn Tầm Vu, Xã Bình Quới, Xã Hòa Phú, Xã Phú Ngãi Trị, Xã Vĩnh Công, Xã Thuận Mỹ, Xã Hiệp
  Thạnh, Xã Phước Tân Hưng, Xã Thanh Phú Long, Xã Dương Xuân Hội, Xã An Lục Long, Xã Long Trì, Xã Thanh Vĩnh Đông
""")

HA_NAM = _read("""
Thị xã Kim Bảng: Phường Quế, Xã Nguyễn Úy, Phường Đại Cương, Phường Lê Hồ, Phường Tượng Lĩnh, Phường Tân Tựu, Phường
  Đồng Hóa, Xã Hoàng Tây, Phường Tân Sơn, Xã Thụy Lôi, Xã Văn Xá, Xã Khả Phong, Phường Ngọc Sơn, Phường Ba Sao, Xã
  Liên Sơn, Phường Thi Sơn, Xã Thanh Sơn
""")

BEN_TRE = _read("""
Huyện Ba Tri: Xã Mỹ Hòa, Xã Tân Xuân, Xã Bảo Thạnh, Xã An Ngãi Trung, Thị trấn Tiệm Tôm
Huyện Bình Đại: Xã Tam Hiệp, Xã Long Định, Xã Châu Hưng, Xã Thạnh Trị, Xã Thừa Đức
Huyện Châu Thành: Xã Tân Thạch, Xã Quới Sơn, Xã Giao Long, Xã Phú Túc, Thị trấn Tiên Thủy
Huyện Chợ Lách: Xã Phú Phụng, Xã Sơn Định, Xã Hòa Nghĩa, Xã Long Thới
Huyện Giồng Trôm: Xã Phong Nẫm, Xã Châu Hòa, Xã Lương Quới, Xã Sơn Phú, Xã Tân Hào
Huyện Mỏ Cày Bắc: Xã Phú Mỹ, Xã Thạnh Ngãi, Xã Thành An, Xã Hòa Lộc
Huyện Mỏ Cày Nam: Xã Định Thủy, Xã Tân Hội, Xã Minh Đức, Xã Cẩm Sơn, Thị trấn Mỏ Cày
Huyện Thạnh Phú: Xã Đại Điền, Xã Quới Điền, Xã An Điền, Xã Giao Thạnh
Thành phố Bến Tre: Phường An Hội, Phường Phú Khương, Xã Sơn Đông, Xã Bình Phú
""")

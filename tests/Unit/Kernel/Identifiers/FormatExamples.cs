namespace Phusa.Tests.Unit.Kernel.Identifiers;

/// <summary>Texts that the validator in code and the predicate in DuckDB must judge alike.</summary>
internal static class FormatExamples
{
    /// <summary>Per format texts that fit, then texts that do not.</summary>
    public static readonly IReadOnlyDictionary<string, (string[] Good, string[] Bad)> All =
        new Dictionary<string, (string[] Good, string[] Bad)>
    {
        ["citizen-id"] = (["087084000999"], ["87084000999", "08708400099a", " 087084000999"]),
        ["tax-code"] = (["0100233488", "0100233488-001", "0100233488001", "087084000999"],
            ["0100233489", "0100233488-000", "0100000000", "0100233488-01", "010023348-8001", "MST0100233"]),
        ["agency-code"] = (["H21.05", "000.00.05.H21", "G01"],
            ["h21.05", "H21.", "H21.000000000000000000000000000000001"]),
        ["procedure-code"] = (["1.001193", "1.001193.000.00.00.H21"], ["1.1193", "1.001193.H21"]),
        ["province-code"] = (["01", "10", "96"], ["00", "1", "001"]),
        ["commune-code"] = (["00004", "10000", "23560"], ["00000", "4", "000004"]),
        ["phone-vn"] = (["0912345678", "+84 912 345 678", "(0269) 3824 404"],
            ["0112345678", "912345678", "0912345678 ", "x"]),
        ["email"] = (["so.khcn@gialai.gov.vn", "a+b@x.vn"],
            ["a@b", "a b@x.vn", "@x.vn", "a@x..vn", "a@-x.vn", "a.@x.vn"]),
        ["plate-vn"] = (["81A-123.45", "81-b1 12345", "TM-12-34", "80-011-NG-01"],
            ["10A-12345", "81A-123", "81A-12345 "]),
        ["social-insurance"] = (["3123456789"], ["312345678", "31234567890"]),
        ["health-card"] = (["HT2643123456789", "3123456789"], ["312345678", "HT6643123456789", "ht2643123456789", "HT26431234567890"]),
        ["iso-date"] = (["2026-01-31", "2024-02-29"],
            ["2026-02-29", "31/01/2026", "2026-1-31", "0000-01-01", "2026-01-31T00"]),
        ["period"] = (["20260131", "2026W53", "202612", "2026Q4", "2026H2", "2026N3", "2026"],
            ["20260230", "2025W53", "202613", "2026Q5", "2026H3", "2026N1", "1899", "2200", "2026q1", "2026W00"]),
        ["person-name"] = (["Nguyễn Thị Đào", "H'Hen Niê", "Y Bhin", "NGUYỄN VĂN A", "Lê"],
            ["Nguyễn  Lan", "Lan 2", "-Lan", "Nguyễn Văn A ", "Lan\tAnh"]),
        ["url"] = (["https://gialai.gov.vn", "http://x.vn:8080/a?b=c#d", "https://đà-nẵng.vn/đường"],
            ["ftp://x.vn", "gialai.gov.vn", "https:///a", "https://x.vn/a b", "https://x.vn:999999"]),
        ["geo-point"] = (["13.9833, 108.0000", "-90,180", "0,0"],
            ["108.0, 13.98x", "91,0", "90.1,0", "0,180.5", "13.98 108"]),
        ["uuid"] = (["0199d2c4-7b1e-7c3a-9f60-2d1b6a8e4c55", "0199D2C4-7B1E-7C3A-9F60-2D1B6A8E4C55"],
            ["0199d2c47b1e7c3a9f602d1b6a8e4c55", "{0199d2c4-7b1e-7c3a-9f60-2d1b6a8e4c55}", "0199d2c4-7b1e-7c3a-9f60-2d1b6a8e4c5g"]),
        ["postal-code"] = (["61000", "01234"], ["6100", "610000", "6100O"]),
    };
}

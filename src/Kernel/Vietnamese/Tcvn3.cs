namespace Phusa.Kernel.Vietnamese;

/// <summary>
/// TCVN 5712:1993, the encoding of the ".Vn…" (ABC) fonts. Those fonts draw most toned capitals by another font over
/// the bytes of the small letters, so they come out small: that is all such a file knows. Bytes 80–9F are read as in
/// Windows-1252, since the files were written on Windows and hold its quotes and dashes there.
/// </summary>
internal static class Tcvn3
{
    // Bytes A0 to FF; B0 to B4 are combining tones.
    private const string Upper =
        "\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
        + "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

    public static readonly string Table = TableReading.CodePage(1252)[..0xA0] + Upper;
}

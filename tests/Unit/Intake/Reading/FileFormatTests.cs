using System.Text;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Unit.Intake.Reading;

public sealed class FileFormatTests
{
    [Theory]
    [InlineData("%PDF-1.4\n1 0 obj", "ke-hoach.csv")]
    [InlineData("<!DOCTYPE html><html>", "bao-cao.xls")]
    [InlineData("\uFEFF\r\n<HTML><table><tr>", "bao-cao.xls")]
    [InlineData("<table border=1>", "bao-cao.csv")]
    [InlineData("<?xml version=\"1.0\"?>", "bao-cao.csv")]
    [InlineData("{\\rtf1\\ansi", "cong-van.csv")]
    public void A_document_is_no_table_whatever_its_name(string content, string name) =>
        Assert.Null(FileFormat.Of(Encoding.UTF8.GetBytes(content), name));

    [Theory]
    [InlineData("no,name\n1,<b>", "csv")]
    [InlineData("<5 ha,>5 ha\n1,2", "csv")]
    [InlineData("{\"a\":1}\n{\"a\":2}", "ndjson")]
    [InlineData("[{\"a\":1}]", "json")]
    public void Text_is_told_by_how_it_begins(string content, string format) =>
        Assert.Equal(format, FileFormat.Of(Encoding.UTF8.GetBytes(content), "tep"));
}

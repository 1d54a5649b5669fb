using System.Globalization;
using System.Text;
using Phusa.Security.Contracts;

namespace Phusa.Security.Audit;

/// <summary>The record as CSV, written while it is read. A cell that a spreadsheet would run begins with an apostrophe.</summary>
internal static class PersonalReadsCsv
{
    private const int Batch = 1000;

    private const string Heading =
        "seq,read_at,account_id,account_name,method,dataset,dataset_version,fields,purpose,rows,selection,address";

    public static async Task WriteAsync(
        Stream body, FindPersonalReads find, PersonalReadFilter filter, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteLineAsync(Heading.AsMemory(), cancellation);
        long? after = null;
        while (await find.RunAsync(filter, after, Batch, cancellation) is { Count: > 0 } reads)
        {
            foreach (var read in reads)
            {
                await writer.WriteLineAsync(Line(read).AsMemory(), cancellation);
            }
            after = reads[^1].Seq;
        }
    }

    private static string Line(PersonalRead read) => string.Join(',', new[]
    {
        read.Seq.ToString(CultureInfo.InvariantCulture), read.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        read.AccountId?.ToString() ?? "", read.AccountName, read.Method.ToString(), read.Dataset, read.Version,
        string.Join(' ', read.Fields), read.Purpose ?? "", read.Rows.ToString(CultureInfo.InvariantCulture),
        read.Selection ?? "", read.Address,
    }.Select(Cell));

    internal static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0
            ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Unit.Exchange.Gateway;

public sealed class FieldMinimisationTests
{
    private static readonly string[] Names = ["a", "b", "c", "đ"];

    [Theory]
    [InlineData("""{"name":"Ia Ly","citizenId":"001"}""", """{"name":"Ia Ly"}""")]
    [InlineData("""[{"name":"A","citizenId":"1"},{"citizenId":"2"}]""", """[{"name":"A"},{}]""")]
    [InlineData("""{"address":{"commune":"X","street":"Y"},"x":{"address":{"commune":"Z"}}}""", """{"address":{"commune":"X"}}""")]
    [InlineData("""{"address":[{"commune":"X","street":"Y"},"Z",[{"commune":"W"}]]}""", """{"address":[{"commune":"X"},[{"commune":"W"}]]}""")]
    [InlineData("""{"address":"whole"}""", "{}")]
    [InlineData("""{"whole":{"a":[1,{"b":null}]},"no":{"whole":1}}""", """{"whole":{"a":[1,{"b":null}]}}""")]
    [InlineData("""{ "n" : 1.10e2 , "big":12345678901234567890.5 }""", """{"n":1.10e2,"big":12345678901234567890.5}""")]
    [InlineData("""{"name":"a\n\u0111\"\\","n":true}""", """{"name":"a\nđ\"\\","n":true}""")]
    [InlineData("""{"na\u006de":"x"}""", """{"name":"x"}""")]
    [InlineData("[]", "[]")]
    public async Task Only_named_fields_leave(string json, string left) =>
        Assert.Equal(left, await RunAsync(FieldMinimisation.Of(["name", "address.commune", "whole", "n", "big"]), json));

    [Fact]
    public async Task Of_an_envelope_each_row_is_cut_down()
    {
        var rows = FieldMinimisation.OfRows("rows", ["name"], ["total"]);
        Assert.Equal(
            """{"total":2,"rows":[{"name":"A"},{"name":"B"}]}""",
            await RunAsync(rows, """{"total":2,"debug":{"name":"no"},"rows":[{"name":"A","id":1},{"name":"B"}],"name":"no"}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"name":"A"}}""")]
    [InlineData("""{"name":"A"} {"citizenId":"1"}""")]
    [InlineData("""{"name":'A'}""")]
    [InlineData("""{"name":"A",}""")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("\"name\"")]
    [InlineData("name,citizenId\nA,1")]
    [InlineData("<name>A</name>")]
    public async Task What_is_no_JSON_is_refused(string text)
    {
        var refused = await Assert.ThrowsAsync<AnswerRefusedException>(() => RunAsync(FieldMinimisation.Of(["name"]), text));
        Assert.Equal("answer.malformed", refused.Problem.Code);
    }

    [Fact]
    public async Task Endless_texts_and_depths_are_refused()
    {
        var minimisation = FieldMinimisation.Of(["name"]);
        await Assert.ThrowsAsync<AnswerRefusedException>(() => minimisation.RunAsync(
            new Repeated("{\"name\":\"", "aaaaaaaaaaaaaaaa", "\"}", 2_000_000), Stream.Null, default));
        await Assert.ThrowsAsync<AnswerRefusedException>(() => minimisation.RunAsync(
            new Repeated("", "[", "", 1000), Stream.Null, default));
    }

    [Fact]
    public async Task A_list_of_any_length_passes_in_flat_memory()
    {
        const int Rows = 2_000_000;
        const string Row = """{"name":"Nguyễn","citizenId":"001203004567","more":{"a":[1,2,3],"b":"text to drop, and more of it"}},""";
        var from = new Repeated("[", Row, "{}]", Rows);
        var to = new Counter();
        var before = GC.GetAllocatedBytesForCurrentThread();
        await FieldMinimisation.Of(["name"]).RunAsync(from, to, default);
        // Names are strings; a row that is dropped costs nothing.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rows * 300L);
        Assert.Equal((Encoding.UTF8.GetByteCount("{\"name\":\"Nguyễn\"},") * (long)Rows) + "[{}]".Length, to.Bytes);
        Assert.InRange(to.Largest, 0, 64 * 1024);
    }

    [Fact]
    public void It_leaves_what_a_filter_of_the_whole_leaves_however_the_bytes_come() => Prop.ForAll(
        Documents(), Gen.SubListOf("a", "b.a", "c.b.a", "b.c", "đ").ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(),
        async (json, fields, piece) =>
        {
            var expected = Kept(json, FieldTree.Of(fields));
            var from = new Pieces(Encoding.UTF8.GetBytes(json.ToJsonString()), piece);
            var to = new MemoryStream();
            await FieldMinimisation.Of(fields).RunAsync(from, to, default);
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(to.ToArray())));
        }).QuickCheckThrowOnFailure();

    private static JsonNode? Kept(JsonNode json, FieldTree fields) => json switch
    {
        JsonArray list => new JsonArray(
            [.. list.Where(one => one is JsonArray or JsonObject).Select(one => Kept(one!, fields))]),
        _ => new JsonObject(json.AsObject()
            .Where(pair => fields.Find(pair.Key) is { Tree: var below } && (below.IsLeaf || pair.Value is JsonArray or JsonObject))
            .Select(pair => KeyValuePair.Create(pair.Key, fields.Find(pair.Key)!.Tree.IsLeaf
                ? pair.Value?.DeepClone() : Kept(pair.Value!, fields.Find(pair.Key)!.Tree)))),
    };

    private static Arbitrary<JsonNode> Documents() => Gen.Sized(size => Container(Math.Min(size, 30))).ToArbitrary();

    private static Gen<JsonNode> Container(int size) => Gen.OneOf(
        Value(size / 3).ListOf().Resize(4).Select(list => (JsonNode)new JsonArray([.. list.Select(one => one?.DeepClone())])),
        Gen.Zip(Gen.Elements(Names), Value(size / 3)).ListOf().Resize(4).Select(pairs => (JsonNode)new JsonObject(
            pairs.DistinctBy(pair => pair.Item1).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2?.DeepClone())))));

    private static Gen<JsonNode?> Value(int size)
    {
        var plain = Gen.Elements<JsonNode?>(
            null, JsonValue.Create(true), JsonValue.Create(-1.5m), JsonValue.Create("\"đường\"\n\u0001"), JsonValue.Create(""));
        return size == 0 ? plain : Gen.OneOf(plain, Container(size).Select(node => (JsonNode?)node));
    }

    private static async Task<string> RunAsync(FieldMinimisation minimisation, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (held, streamed) = (new MemoryStream(), new MemoryStream());
        // Whole in memory, and as it comes: both are refused, or both leave the same.
        var refused = await Record.ExceptionAsync(() => minimisation.RunAsync(
            new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true), held, default));
        Assert.Equal(refused?.GetType(), (await Record.ExceptionAsync(() => minimisation.RunAsync(new MemoryStream(bytes), streamed, default)))?.GetType());
        if (refused is not null)
        {
            throw refused;
        }
        Assert.Equal(held.ToArray(), streamed.ToArray());
        return Encoding.UTF8.GetString(held.ToArray());
    }

    /// <summary>Gives its bytes a few at a time.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }

    /// <summary>A text with a part in it many times, never held whole.</summary>
    private sealed class Repeated(string first, string part, string last, int times) : MemoryStream
    {
        private readonly byte[] bytes = Encoding.UTF8.GetBytes(part);
        private byte[] now = Encoding.UTF8.GetBytes(first);
        private int at;
        private int left = times + 1;

        public override bool TryGetBuffer(out ArraySegment<byte> buffer)
        {
            buffer = default;
            return false;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var written = 0;
            while (written < buffer.Length && left >= 0)
            {
                if (at == now.Length)
                {
                    left--;
                    (now, at) = (left > 0 ? bytes : left == 0 ? Encoding.UTF8.GetBytes(last) : [], 0);
                    continue;
                }
                var count = Math.Min(now.Length - at, buffer.Length - written);
                now.AsMemory(at, count).CopyTo(buffer[written..]);
                (at, written) = (at + count, written + count);
            }
            return ValueTask.FromResult(written);
        }
    }

    private sealed class Counter : MemoryStream
    {
        public long Bytes { get; private set; }

        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Bytes += buffer.Length;
            Largest = Math.Max(Largest, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}

using System.Globalization;
using System.Text;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Unit.Security.Ledger;

public sealed class MerkleProofTests
{
    // The test vectors of RFC 6962 implementations (certificate-transparency, merkle_tree_test): eight entries and their roots.
    private static readonly string[] Known =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_root_is_that_of_the_published_vectors()
    {
        var tree = new LedgerTree();
        for (var at = 0; at < Known.Length; at++)
        {
            tree.Append(Merkle.Leaf(Convert.FromHexString(Known[at])));
            Assert.Equal(Roots[at], Convert.ToHexStringLower(tree.Root()));
        }
        Assert.Equal(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(new LedgerTree().Root()));
    }

    [Fact]
    public async Task Every_entry_of_every_small_tree_is_proven_and_no_other_is()
    {
        var grown = new Grown();
        for (var size = 1L; size <= 70; size++)
        {
            grown.Append();
            var root = grown.Tree.Root();
            for (var index = 0L; index < size; index++)
            {
                var path = await MerkleProof.InclusionAsync(index, size, grown.Tiles.RootAsync);
                Assert.True(MerkleProof.Includes(root, size, index, grown.Leaves[(int)index], path));
                Assert.False(MerkleProof.Includes(root, size, index, Merkle.Leaf([7]), path));
                Assert.False(MerkleProof.Includes(root, size, size, grown.Leaves[(int)index], path));
                Assert.False(MerkleProof.Includes(root, size, index, grown.Leaves[(int)index], [.. path, root]));
                Assert.True(path.Count == 0 || !MerkleProof.Includes(root, size, index, grown.Leaves[(int)index], [.. path.Skip(1)]));
            }
        }
    }

    [Fact]
    public async Task Every_older_tree_is_the_beginning_of_the_newer_one()
    {
        var grown = new Grown();
        List<byte[]> roots = [grown.Tree.Root()];
        for (var newer = 1L; newer <= 70; newer++)
        {
            grown.Append();
            roots.Add(grown.Tree.Root());
            for (var older = 0; older <= newer; older++)
            {
                var path = await MerkleProof.ConsistencyAsync(older, newer, grown.Tiles.RootAsync);
                Assert.True(MerkleProof.Continues(roots[older], older, roots[(int)newer], newer, path), $"{older} {newer}");
                Assert.False(older > 0 && older < newer && MerkleProof.Continues(Merkle.Leaf([7]), older, roots[(int)newer], newer, path));
            }
        }
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_536)]
    [InlineData(70_001)]
    public async Task A_tree_over_several_tiles_is_loaded_and_proven(int size)
    {
        var grown = new Grown();
        for (var at = 0; at < size; at++)
        {
            grown.Append();
        }
        var loaded = await LedgerTree.LoadAsync(size, grown.ReadAsync);
        Assert.Equal(grown.Tree.Root(), loaded.Root());
        grown.Append();
        loaded.Append(grown.Leaves[^1]);
        Assert.Equal(grown.Tree.Root(), loaded.Root());
        foreach (var index in new[] { 0L, 254, size / 2, size - 1, size }.Where(index => index <= size))
        {
            var path = await MerkleProof.InclusionAsync(index, size + 1, grown.Tiles.RootAsync);
            Assert.True(MerkleProof.Includes(loaded.Root(), size + 1, index, grown.Leaves[(int)index], path));
        }
    }

    private sealed class Grown
    {
        private readonly Dictionary<(int, long), byte[]> tiles = [];

        public LedgerTree Tree { get; } = new();

        public List<byte[]> Leaves { get; } = [];

        public LedgerTiles Tiles => new(ReadAsync);

        public Task<byte[]> ReadAsync(int level, long position) => Task.FromResult(tiles[(level, position)]);

        public void Append()
        {
            Leaves.Add(Merkle.Leaf(Encoding.UTF8.GetBytes(Leaves.Count.ToString(CultureInfo.InvariantCulture))));
            Tree.Append(Leaves[^1]);
            foreach (var (level, position, hashes) in Tree.TakeWritten())
            {
                tiles[(level, position)] = hashes;
            }
        }
    }
}

using System.Text;

namespace MicrogradSharp.Tests.Foundation;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Combine(_folder.FullName, "numbers.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_that_is_there_is_replaced_and_nothing_else_remains()
    {
        AtomicFile.Write(Target, stream => stream.Write("first, and long"u8));
        AtomicFile.Write(Target, stream => stream.Write("second"u8));
        File.ReadAllText(Target).Should().Be("second");
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public void A_write_that_fails_half_way_leaves_the_old_file()
    {
        File.WriteAllText(Target, "old", Encoding.ASCII);
        var write = () => AtomicFile.Write(Target, stream =>
        {
            stream.Write("ne"u8);
            throw new IOException("the disk is full");
        });
        write.Should().Throw<IOException>().WithMessage("the disk is full");
        File.ReadAllText(Target).Should().Be("old");
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public void Until_all_is_written_the_old_file_is_the_one_to_see()
    {
        File.WriteAllText(Target, "old", Encoding.ASCII);
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            File.ReadAllText(Target).Should().Be("old");
        });
        File.ReadAllText(Target).Should().Be("new");
    }
}

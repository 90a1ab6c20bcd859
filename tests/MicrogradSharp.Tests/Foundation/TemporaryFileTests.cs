using System.Text;

namespace MicrogradSharp.Tests.Foundation;

public sealed class TemporaryFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Path.Combine(_folder.FullName, "numbers.txt");

    private string[] Names => [.. _folder.GetFiles().Select(file => file.Name)];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Leftovers_of_a_killed_process_are_removed_by_the_next_write_to_the_same_name()
    {
        for (int i = 0; i < 3; i++) File.WriteAllText(Leftover(Target), "half");
        string other = Leftover("other.txt"), own = Path.Combine(_folder.FullName, "numbers.txt.tmp");
        File.WriteAllText(other, "half");
        File.WriteAllText(own, "a file of the user");
        Write("whole");
        Names.Should().BeEquivalentTo("numbers.txt", Path.GetFileName(other), Path.GetFileName(own));
    }

    [Fact]
    public void Leftovers_of_a_killed_process_are_removed_even_by_a_write_that_fails()
    {
        File.WriteAllText(Leftover(Target), "half");
        ((Action)(() => AtomicFile.Write(Target, _ => throw new IOException("no")))).Should().Throw<IOException>().WithMessage("no");
        Names.Should().BeEmpty();
    }

    [Fact]
    public void A_write_in_progress_is_not_a_leftover()
    {
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("out"u8);
            Write("inner");
            Names.Should().HaveCount(2, "the outer one still writes");
            stream.Write("er"u8);
        });
        File.ReadAllText(Target).Should().Be("outer", "the last to end is the last word");
        Names.Should().ContainSingle();
    }

    [Fact]
    public void A_leftover_that_cannot_be_removed_does_not_stop_a_write()
    {
        Directory.CreateDirectory(Leftover(Target));
        string held = Leftover(Target);
        using (new FileStream(held, FileMode.CreateNew, FileAccess.Write, FileShare.None)) Write("whole");
        File.ReadAllText(Target).Should().Be("whole");
        File.Exists(held).Should().BeTrue();
    }

    [Fact]
    public void Writes_to_one_name_at_once_all_succeed_and_leave_one_of_them_whole()
    {
        SpecialFile.SkipUnless(!OperatingSystem.IsWindows(), "a file that is open is not replaced here");
        byte[][] contents = [.. Enumerable.Range(0, 4).Select(i => Encoding.ASCII.GetBytes(new string((char)('a' + i), 100_000)))];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            if (i % 5 == 0) LeaveHalf($"half{i}");
            AtomicFile.Write(Target, stream => stream.Write(contents[i % contents.Length]));
        });
        contents.Should().ContainEquivalentOf(File.ReadAllBytes(Target));
        Write("last");
        Names.Should().ContainSingle("every leftover is gone");
    }

    // Moved into place: while it is written under its own name, a save on another thread may lock it.
    private void LeaveHalf(string name)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, "half");
        File.Move(path, Leftover(Target));
    }

    private string Leftover(string target) => Path.Combine(_folder.FullName, TemporaryFile.NewName(target));

    private void Write(string text) => AtomicFile.Write(Target, stream => stream.Write(Encoding.ASCII.GetBytes(text)));
}

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

    [Theory]
    [InlineData("numbers.txt")]
    [InlineData("there/numbers.txt")]
    public void A_link_stays_a_link_and_its_target_is_replaced(string name)
    {
        SkipWithoutLinks();
        string file = Path.Combine(_folder.CreateSubdirectory("there").Parent!.FullName, name);
        File.WriteAllText(file, "old");
        string link = Path.Combine(_folder.FullName, "link"), chain = Path.Combine(_folder.CreateSubdirectory("else").FullName, "chain");
        File.CreateSymbolicLink(link, name);        // relative to the folder of the link
        File.CreateSymbolicLink(chain, "../link");
        AtomicFile.Write(chain, stream => stream.Write("new"u8));
        File.ReadAllText(file).Should().Be("new");
        new FileInfo(link).LinkTarget.Should().Be(name);
        new FileInfo(chain).LinkTarget.Should().Be("../link");
        Files().Should().HaveCount(3);
    }

    [Fact]
    public void A_link_to_a_file_that_is_not_there_yet_makes_it()
    {
        SkipWithoutLinks();
        string link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, "numbers.txt");
        AtomicFile.Write(link, stream => stream.Write("new"u8));
        File.ReadAllText(Target).Should().Be("new");
        new FileInfo(link).LinkTarget.Should().Be("numbers.txt");
    }

    [Fact]
    public void A_link_that_leads_to_itself_is_an_error_that_names_it()
    {
        SkipWithoutLinks();
        File.CreateSymbolicLink(Target, Target);
        ((Action)(() => AtomicFile.Write(Target, _ => { }))).Should().Throw<IOException>().WithMessage("*numbers.txt*");
    }

    [Fact]
    public void A_file_that_is_replaced_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows()) return;    // it has no modes
        foreach (var mode in (UnixFileMode[])[UnixFileMode.UserRead | UnixFileMode.UserWrite, (UnixFileMode)0b110_110_110, (UnixFileMode)0b111_101_000])
        {
            File.WriteAllText(Target, "old");
            File.SetUnixFileMode(Target, mode);
            AtomicFile.Write(Target, stream =>
            {
                if (OperatingSystem.IsWindows()) return;    // for the compiler, which does not look outside the lambda
                foreach (string file in Files()) ((int)(File.GetUnixFileMode(file) & ~mode)).Should().Be(0, "a secret must not be readable for a moment either");
                stream.Write("new"u8);
            });
            File.GetUnixFileMode(Target).Should().Be(mode);
            File.ReadAllText(Target).Should().Be("new");
        }
    }

    [Fact]
    public async Task A_pipe_is_written_to_and_stays_a_pipe()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "There are no named pipes in folders.");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Target])) await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        foreach (string text in (string[])["new", "newer"])      // the second time it is a pipe still: a file would have been read before
        {
            var reading = Task.Run(() => File.ReadAllText(Target), TestContext.Current.CancellationToken);
            AtomicFile.Write(Target, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            (await reading.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).Should().Be(text);
            Files().Should().ContainSingle();
        }
    }

    [Fact]
    public void A_device_stays_a_device()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There are no such devices.");
        AtomicFile.Write("/dev/null", stream => stream.Write("new"u8));
        File.ReadAllBytes("/dev/null").Should().BeEmpty();
        ((Action)(() => AtomicFile.Write("/dev/full", stream => stream.Write("new"u8)))).Should().Throw<IOException>("the disk is full").WithMessage("*/dev/full*");
    }

    [Fact]
    public void A_name_may_be_as_long_as_the_file_system_allows()
    {
        string path = Path.Combine(_folder.FullName, new string('n', 255));
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        AtomicFile.Write(path, stream => stream.Write("newer"u8));
        File.ReadAllText(path).Should().Be("newer");
    }

    [Fact]
    public void What_a_killed_process_left_is_deleted_by_the_next_save_to_that_name()
    {
        using var dead = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        dead.WaitForExit();
        string own = $"{Environment.ProcessId}-", its = $"{dead.Id}-";
        string left = TemporaryFiles.NewName(Target).Replace(own, its), alive = TemporaryFiles.NewName(Target), other = TemporaryFiles.NewName($"{Target}2").Replace(own, its);
        string held = TemporaryFiles.NewName(Target).Replace(own, its);
        foreach (string file in (string[])[left, alive, other, held]) File.WriteAllText(file, "half");
        using (new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.None)) AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Files().Should().BeEquivalentTo([Target, alive, other, held]);
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        Files().Should().BeEquivalentTo([Target, alive, other]);
    }

    [Fact]
    public void Whoever_deletes_the_temporary_file_does_not_lose_the_content()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A file that is open cannot be deleted there.");
        int calls = 0;
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("new"u8);
            if (++calls == 1) File.Delete(Files().Single());
        });
        calls.Should().Be(2);
        File.ReadAllText(Target).Should().Be("new");
    }

    [Fact]
    public void Messages_name_the_path_of_the_user()
    {
        string missing = Path.Combine(_folder.FullName, "missing", "numbers.txt");
        ((Action)(() => AtomicFile.Write(missing, _ => { }))).Should().Throw<DirectoryNotFoundException>().WithMessage($"*'{missing}'*");
        ((Action)(() => AtomicFile.Write(_folder.FullName, _ => { }))).Should().Throw<UnauthorizedAccessException>().WithMessage($"'{_folder.FullName}' must be a file, but is a folder.");
        string tooLong = Path.Combine(_folder.FullName, new string('n', 300));
        ((Action)(() => AtomicFile.Write(tooLong, _ => { }))).Should().Throw<IOException>().Which.Message.Should().Contain(tooLong).And.NotContain(".tmp");
        Files().Should().BeEmpty();
    }

    private string[] Files() => [.. _folder.GetFiles("*", SearchOption.AllDirectories).Select(file => file.FullName)];

    private static void SkipWithoutLinks() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
}

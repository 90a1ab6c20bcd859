using System.Text;

namespace MicrogradSharp.Tests.Foundation;

public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private string Target => Inside("numbers.txt");

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
    public void The_old_file_is_visible_until_everything_is_written()
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

    [Fact]
    public void A_file_that_is_empty_is_replaced_whole_as_any_other()
    {
        File.WriteAllText(Target, "");
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            File.ReadAllText(Target).Should().BeEmpty();
        });
        File.ReadAllText(Target).Should().Be("new");
    }

    [Fact]
    public async Task A_file_can_be_opened_by_others_as_soon_as_it_is_there()
    {
        SpecialFile.SkipUnless(!OperatingSystem.IsWindows(), "a file that is open is not replaced here");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        AtomicFile.Write(Target, stream => stream.Write("text"u8));
        var reader = Task.Run(() =>
        {
            while (!over.IsCancellationRequested) File.ReadAllText(Target).Should().Be("text");
        }, TestContext.Current.CancellationToken);
        for (int i = 0; i < 200 && !reader.IsFaulted; i++) AtomicFile.Write(Target, stream => stream.Write("text"u8));
        await over.CancelAsync();
        await reader;
    }

    [Fact]
    public void A_file_with_a_name_as_long_as_a_name_may_be_is_written()
    {
        string target = Inside(new string('n', 255));
        AtomicFile.Write(target, stream => stream.Write("text"u8));
        AtomicFile.Write(target, stream => stream.Write("again"u8));
        File.ReadAllText(target).Should().Be("again");
    }

    [Fact]
    public void A_link_stays_a_link_and_the_file_at_its_end_is_written()
    {
        var folder = _folder.CreateSubdirectory("deep");
        string end = Path.Combine(folder.FullName, "end.txt");
        File.WriteAllText(end, "old");
        string absolute = SpecialFile.Link(Inside("absolute"), end);
        string relative = SpecialFile.Link(Inside("relative"), Path.Combine("deep", "end.txt"));
        string chain = SpecialFile.Link(Inside("chain"), "relative");
        foreach (string link in new[] { absolute, relative, chain })
        {
            AtomicFile.Write(link, stream => stream.Write(Encoding.UTF8.GetBytes(link)));
            new FileInfo(link).LinkTarget.Should().NotBeNull();
            File.ReadAllText(end).Should().Be(link);
        }
        (_folder.GetFiles().Length, folder.GetFiles().Length).Should().Be((3, 1), "nothing else remains");
    }

    [Fact]
    public void A_link_to_a_file_that_is_missing_makes_the_file()
    {
        string link = SpecialFile.Link(Inside("link"), "end.txt");
        AtomicFile.Write(link, stream => stream.Write("text"u8));
        new FileInfo(link).LinkTarget.Should().Be("end.txt");
        new FileInfo(Inside("end.txt")).LinkTarget.Should().BeNull();
        File.ReadAllText(Inside("end.txt")).Should().Be("text");
    }

    [Fact]
    public void A_link_upwards_from_a_folder_that_is_itself_a_link_leads_where_the_system_takes_it()
    {
        SpecialFile.SkipUnless(!OperatingSystem.IsWindows(), "Windows takes it elsewhere");
        string shelf = _folder.CreateSubdirectory("house").CreateSubdirectory("shelf").FullName;
        Directory.CreateSymbolicLink(Inside("shelf"), shelf);
        SpecialFile.Link(Path.Combine(shelf, "link"), "../end.txt");
        AtomicFile.Write(Inside("shelf/link"), stream => stream.Write("text"u8));
        File.ReadAllText(Inside("house/end.txt")).Should().Be("text");
        File.ReadAllText(Inside("shelf/link")).Should().Be("text");
        File.Exists(Inside("end.txt")).Should().BeFalse();
    }

    [Fact]
    public void Links_in_a_circle_are_an_error_that_names_the_first()
    {
        string link = SpecialFile.Link(Inside("link"), "other");
        SpecialFile.Link(Inside("other"), "link");
        ((Action)(() => AtomicFile.Write(link, _ => { }))).Should().Throw<IOException>().WithMessage($"*'{link}'*");
        ((Action)(() => FinalPath.Of(link))).Should().Throw<IOException>().WithMessage("*symbolic*");
    }

    [Theory]
    [InlineData(0b110_000_000)]
    [InlineData(0b110_110_110)]
    [InlineData(0b111_101_000)]
    [InlineData(0b010_000_000)]
    public void A_file_keeps_its_mode(int mode)
    {
        SpecialFile.SkipUnless(!OperatingSystem.IsWindows(), "files have no mode here");
        if (OperatingSystem.IsWindows()) return;
        File.WriteAllText(Target, "old");
        File.SetUnixFileMode(Target, (UnixFileMode)mode);
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("new"u8);
            var meanwhile = ModeOf(((FileStream)stream).Name);
            meanwhile.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, "what is secret must not be open to others meanwhile");
        });
        ModeOf(Target).Should().Be((UnixFileMode)mode);
        File.SetUnixFileMode(Target, UnixFileMode.UserRead);
        File.ReadAllText(Target).Should().Be("new");
    }

    [Fact]
    public void A_new_file_has_the_mode_that_the_system_gives_it()
    {
        SpecialFile.SkipUnless(!OperatingSystem.IsWindows(), "files have no mode here");
        AtomicFile.Write(Target, stream => stream.Write("new"u8));
        File.WriteAllText(Inside("other"), "");
        ModeOf(Target).Should().Be(ModeOf(Inside("other")));
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_left_alone()
    {
        SpecialFile.SkipUnless(!Environment.IsPrivilegedProcess, "an administrator may write everything");
        File.WriteAllText(Target, "old");
        File.SetAttributes(Target, FileAttributes.ReadOnly);
        var write = () => AtomicFile.Write(Target, stream => stream.Write("new"u8));
        write.Should().Throw<UnauthorizedAccessException>().WithMessage($"*'{Target}'*");
        File.ReadAllText(Target).Should().Be("old");
        File.SetAttributes(Target, FileAttributes.Normal);
    }

    [Fact]
    public async Task A_pipe_receives_the_bytes_and_stays_a_pipe()
    {
        string pipe = SpecialFile.Pipe(_folder.FullName);
        foreach (string path in new[] { pipe, SpecialFile.Link(Inside("link"), "pipe") })
        {
            var reader = Task.Run(() => File.ReadAllText(pipe));
            AtomicFile.Write(path, stream => stream.Write("text"u8));
            (await reader).Should().Be("text");
        }
        _folder.GetFiles().Should().HaveCount(2);
    }

    [Fact]
    public void A_device_receives_the_bytes_and_stays_a_device()
    {
        string device = SpecialFile.Null(_folder.FullName);
        AtomicFile.Write(device, stream => stream.Write("text"u8));
        File.ReadAllText(device).Should().BeEmpty("a file in its place would hold the text");
        _folder.GetFiles().Should().ContainSingle();
    }

    [Fact]
    public void Messages_name_the_path_that_was_given_and_no_temporary_one()
    {
        string link = SpecialFile.Link(Inside("link"), Path.Combine("missing", "end.txt"));
        foreach (string path in new[] { Inside(Path.Combine("missing", "end.txt")), link, Target + Path.DirectorySeparatorChar })
        {
            ((Action)(() => AtomicFile.Write(path, _ => { }))).Should().Throw<DirectoryNotFoundException>()
                .Which.ToString().Should().Contain($"'{path}'").And.NotContain(".tmp");
        }
        // the framework's message for a stream whose disk is full
        var onFullDisk = () => AtomicFile.Write(
            Target, stream => throw new IOException($"No space left on device : '{((FileStream)stream).Name}'", 28));
        onFullDisk.Should().Throw<IOException>().WithMessage($"No space left on device : '{Target}'")
            .Where(fault => fault.HResult == 28 && fault.InnerException == null);
        ((Action)(() => AtomicFile.Write(_folder.FullName, _ => { }))).Should().Throw<UnauthorizedAccessException>()
            .WithMessage($"*'{_folder.FullName}'*");
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private string Inside(string name) => Path.Combine(_folder.FullName, name);
}

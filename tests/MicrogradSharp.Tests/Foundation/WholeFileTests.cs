namespace MicrogradSharp.Tests.Foundation;

public sealed class WholeFileTests
{
    [Fact]
    public void Streams_that_seek_and_streams_that_do_not_are_read_from_where_they_are()
    {
        byte[] bytes = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i % 251))];
        WholeFile.Read(new MemoryStream(bytes)).Should().Equal(bytes);
        WholeFile.Read(new MemoryStream(bytes) { Position = 199_990 }).Should().Equal(bytes[199_990..]);
        WholeFile.Read(new MemoryStream(bytes) { Position = 300_000 }).Should().BeEmpty("nothing follows");
        WholeFile.Read(new Pipe(bytes, length: null)).Should().Equal(bytes);
        WholeFile.Read(new Pipe(bytes, length: bytes.Length + 5)).Should().Equal(bytes, "a file may be cut while it is read");
    }

    [Fact]
    public void Sizes_that_fit_in_no_array_are_refused_before_memory_is_allocated()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        ((Action)(() => WholeFile.Read(new Pipe([1], length: 3L << 30)))).Should().Throw<FormatException>()
            .WithMessage("The file must have at most 2147483591 bytes, but has 3221225472.");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000);
    }

    /// <summary>A stream that returns one more byte at each read, and reports the length that it is given.</summary>
    private sealed class Pipe(byte[] bytes, long? length) : MemoryStream(bytes)
    {
        private int _calls;

        public override bool CanSeek => length.HasValue;

        public override long Length => length ?? throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, ++_calls)]);
    }
}

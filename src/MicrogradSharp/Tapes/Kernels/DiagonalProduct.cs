using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MicrogradSharp.Tapes.Kernels;

/// <summary>y[k] = w[k] · x[k] + b[k] for all lanes, or y[k] += w[k] · x[k].</summary>
internal readonly ref struct DiagonalProduct : IVectorWork
{
    private readonly ref double _weights, _x, _y;
    private readonly ref double _biases;        // if null, the products are added to y
    private readonly nuint _count, _lanes;

    /// <summary>y[k] += w[k] · x[k].</summary>
    public DiagonalProduct(ReadOnlySpan<double> weights, ReadOnlySpan<double> x, Span<double> y, int lanes)
    {
        _weights = ref MemoryMarshal.GetReference(weights);
        _x = ref MemoryMarshal.GetReference(x);
        _y = ref MemoryMarshal.GetReference(y);
        _count = (nuint)weights.Length;
        _lanes = (nuint)lanes;
    }

    /// <summary>y[k] = w[k] · x[k] + b[k].</summary>
    public DiagonalProduct(ReadOnlySpan<double> weights, ReadOnlySpan<double> biases, ReadOnlySpan<double> x, Span<double> y, int lanes)
        : this(weights, x, y, lanes) => _biases = ref MemoryMarshal.GetReference(biases);

    /// <summary>Runs with the widest vectors that fit. One product is a matrix of one element: its code is compiled already.</summary>
    public void Run()
    {
        if (_count != 1) VectorHardware.RunWidest(this, _lanes);
        else new DenseProduct(ref _weights, 1, 1, ref _x, ref _y, 1, 1, _lanes, ref _biases, 1).Run();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]      // as DenseProduct
    public void Run<TVector>()
        where TVector : struct, IVector<TVector>
    {
        nuint lanes = _lanes, at = 0;
        bool adds = Unsafe.IsNullRef(ref _biases);
        for (nuint k = 0; k < _count; k++)
        {
            var weight = TVector.Broadcast(Unsafe.Add(ref _weights, k));
            var bias = adds ? default : TVector.Broadcast(Unsafe.Add(ref _biases, k));
            for (nuint end = at + lanes; at < end; at += TVector.Count)
            {
                var start = adds ? TVector.Load(ref _y, at) : bias;
                TVector.MultiplyAdd(weight, TVector.Load(ref _x, at), start).Store(ref _y, at);
            }
        }
    }
}

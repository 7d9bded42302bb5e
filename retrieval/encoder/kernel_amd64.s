#include "textflag.h"

DATA ones<>+0(SB)/8, $0x0001000100010001
DATA ones<>+8(SB)/8, $0x0001000100010001
DATA ones<>+16(SB)/8, $0x0001000100010001
DATA ones<>+24(SB)/8, $0x0001000100010001
GLOBL ones<>(SB), RODATA|NOPTR, $32

// step multiplies four columns of sixteen rows, 64 bytes, by those of two tokens, 8 bytes, and adds up in Y0 to Y3 by 16 bits.
#define step(g) \
	VMOVDQU      (g*64)(SI), Y8     \
	VMOVDQU      (g*64+32)(SI), Y9  \
	VPBROADCASTD (g*8)(DX), Y10     \
	VPMADDUBSW   Y10, Y8, Y11       \
	VPMADDUBSW   Y10, Y9, Y10       \
	VPADDW       Y11, Y0, Y0        \
	VPADDW       Y10, Y1, Y1        \
	VPBROADCASTD (g*8+4)(DX), Y10   \
	VPMADDUBSW   Y10, Y8, Y8        \
	VPMADDUBSW   Y10, Y9, Y9        \
	VPADDW       Y8, Y2, Y2         \
	VPADDW       Y9, Y3, Y3

// begin sets Y0 to Y3 to the offsets of two tokens.
#define begin(at) \
	VPBROADCASTD (at)(R10), Y0    \
	VPBROADCASTD (at+4)(R10), Y2  \
	VMOVDQA      Y0, Y1           \
	VMOVDQA      Y2, Y3

// scaled adds a block's sum of one token and eight rows, of which half stands in first, as a number to what there is of them.
#define scaled(first, sum, total, scale, size) \
	VPMADDWD    ones<>(SB), sum, sum \
	VPADDD      first, sum, sum      \
	VCVTDQ2PS   sum, sum             \
	VMULPS      scale, size, first   \
	VFMADD231PS first, sum, total

// func tileAVX2(dst *float32, stride int, rows *byte, scales, bias *float32, tokens *int8, sizes *float32, offsets *uint32, blocks int)
TEXT ·tileAVX2(SB), NOSPLIT, $0-72
	MOVQ         dst+0(FP), DI
	MOVQ         stride+8(FP), R8
	MOVQ         rows+16(FP), SI
	MOVQ         scales+24(FP), BX
	MOVQ         bias+32(FP), AX
	MOVQ         tokens+40(FP), DX
	MOVQ         sizes+48(FP), R9
	MOVQ         offsets+56(FP), R10
	MOVQ         blocks+64(FP), CX
	VMOVUPS      (AX), Y4
	VMOVUPS      32(AX), Y5
	VMOVAPS      Y4, Y6
	VMOVAPS      Y5, Y7

block:
	begin(0)
	step(0)
	step(1)
	step(2)
	step(3)
	VPMADDWD     ones<>(SB), Y0, Y12
	VPMADDWD     ones<>(SB), Y1, Y13
	VPMADDWD     ones<>(SB), Y2, Y14
	VPMADDWD     ones<>(SB), Y3, Y15
	begin(8)
	step(4)
	step(5)
	step(6)
	step(7)
	VMOVUPS      (BX), Y8
	VMOVUPS      32(BX), Y9
	VBROADCASTSS 0(R9), Y10
	VBROADCASTSS 4(R9), Y11
	scaled(Y12, Y0, Y4, Y8, Y10)
	scaled(Y13, Y1, Y5, Y9, Y10)
	scaled(Y14, Y2, Y6, Y8, Y11)
	scaled(Y15, Y3, Y7, Y9, Y11)
	ADDQ         $512, SI
	ADDQ         $64, DX
	ADDQ         $64, BX
	ADDQ         $8, R9
	ADDQ         $16, R10
	DECQ         CX
	JNZ          block

	SHLQ    $2, R8
	VMOVUPS Y4, (DI)
	VMOVUPS Y5, 32(DI)
	ADDQ    R8, DI
	VMOVUPS Y6, (DI)
	VMOVUPS Y7, 32(DI)
	VZEROUPPER
	RET

// func pairAVX2(dst *float32, dstStride int, x *float32, xStride int, y *float32, yStride, n int)
TEXT ·pairAVX2(SB), NOSPLIT, $0-56
	MOVQ   dst+0(FP), DI
	MOVQ   dstStride+8(FP), R8
	MOVQ   x+16(FP), SI
	MOVQ   xStride+24(FP), R9
	MOVQ   y+32(FP), DX
	MOVQ   yStride+40(FP), R10
	MOVQ   n+48(FP), CX
	SHLQ   $2, R8
	SHLQ   $2, R9
	SHLQ   $2, R10
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	VXORPS Y4, Y4, Y4
	VXORPS Y5, Y5, Y5
	VXORPS Y6, Y6, Y6
	VXORPS Y7, Y7, Y7

next:
	VBROADCASTSS (SI), Y8
	VBROADCASTSS (SI)(R9*1), Y9
	VMOVUPS      0(DX), Y10
	VMOVUPS      32(DX), Y11
	VMOVUPS      64(DX), Y12
	VMOVUPS      96(DX), Y13
	VFMADD231PS  Y10, Y8, Y0
	VFMADD231PS  Y11, Y8, Y1
	VFMADD231PS  Y12, Y8, Y2
	VFMADD231PS  Y13, Y8, Y3
	VFMADD231PS  Y10, Y9, Y4
	VFMADD231PS  Y11, Y9, Y5
	VFMADD231PS  Y12, Y9, Y6
	VFMADD231PS  Y13, Y9, Y7
	ADDQ         $4, SI
	ADDQ         R10, DX
	DECQ         CX
	JNZ          next

	VMOVUPS Y0, 0(DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ    R8, DI
	VMOVUPS Y4, 0(DI)
	VMOVUPS Y5, 32(DI)
	VMOVUPS Y6, 64(DI)
	VMOVUPS Y7, 96(DI)
	VZEROUPPER
	RET

// The numbers of exp: 1/ln 2, what rounds, ln 2, 1/120, 1/24, 1/6, 1/2, 1, and the least exponent.
DATA exp<>+0(SB)/4, $1.4426950408889634
DATA exp<>+4(SB)/4, $12582912.0
DATA exp<>+8(SB)/4, $0.6931471805599453
DATA exp<>+12(SB)/4, $0.008333333333333333
DATA exp<>+16(SB)/4, $0.041666666666666664
DATA exp<>+20(SB)/4, $0.16666666666666666
DATA exp<>+24(SB)/4, $0.5
DATA exp<>+28(SB)/4, $1.0
DATA exp<>+32(SB)/4, $-80.0
GLOBL exp<>(SB), RODATA|NOPTR, $36

// folded leaves in X0 what op makes of all numbers of Y0.
#define folded(op) \
	VEXTRACTF128 $1, Y0, X2         \
	op           X2, X0, X0         \
	VSHUFPS      $0x4e, X0, X0, X2  \
	op           X2, X0, X0         \
	VSHUFPS      $0xb1, X0, X0, X2  \
	op           X2, X0, X0

// func sharesAVX2(x *float32, n int, by float32) float32
TEXT ·sharesAVX2(SB), NOSPLIT, $0-28
	MOVQ         x+0(FP), SI
	MOVQ         n+8(FP), CX
	VBROADCASTSS by+16(FP), Y6
	VBROADCASTSS exp<>+32(SB), Y7
	VBROADCASTSS exp<>+0(SB), Y8
	VBROADCASTSS exp<>+4(SB), Y9
	VBROADCASTSS exp<>+8(SB), Y10
	VBROADCASTSS exp<>+12(SB), Y11
	VBROADCASTSS exp<>+16(SB), Y12
	VBROADCASTSS exp<>+20(SB), Y13
	VBROADCASTSS exp<>+24(SB), Y14
	VBROADCASTSS exp<>+28(SB), Y15
	MOVQ         SI, DX
	MOVQ         CX, AX
	VMOVUPS      (SI), Y0

larger:
	VMAXPS (DX), Y0, Y0
	ADDQ   $32, DX
	SUBQ   $8, AX
	JNZ    larger
	folded(VMAXPS)
	VBROADCASTSS X0, Y1
	VXORPS       Y0, Y0, Y0

power:
	VMOVUPS      (SI), Y2
	VSUBPS       Y1, Y2, Y2
	VMULPS       Y6, Y2, Y2
	VMAXPS       Y7, Y2, Y2
	VMOVAPS      Y9, Y3
	VFMADD231PS  Y8, Y2, Y3
	VSUBPS       Y9, Y3, Y4
	VFNMADD231PS Y10, Y4, Y2
	VMOVAPS      Y11, Y5
	VFMADD213PS  Y12, Y2, Y5
	VFMADD213PS  Y13, Y2, Y5
	VFMADD213PS  Y14, Y2, Y5
	VFMADD213PS  Y15, Y2, Y5
	VFMADD213PS  Y15, Y2, Y5
	VPSLLD       $23, Y3, Y3
	VPADDD       Y3, Y5, Y5
	VMOVUPS      Y5, (SI)
	VADDPS       Y5, Y0, Y0
	ADDQ         $32, SI
	SUBQ         $8, CX
	JNZ          power
	folded(VADDPS)
	VMOVSS X0, ret+24(FP)
	VZEROUPPER
	RET
